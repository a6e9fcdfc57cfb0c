"""A RabbitMQ of the tests' own, to be stopped, killed and starved as a whole while nobody else is on it."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import KombuError

from tests.journeys.suites import free_port
from tests.polling import until

PACKAGED = Path("/usr/lib/rabbitmq/bin")
"""Where distributions keep the scripts themselves; those on the PATH there insist on one user and one data folder."""

OPEN_FILES = 65_536
CONNECT_SECONDS = 3
START_SECONDS = 120
STOP_SECONDS = 60
ROOMY, NONE = "0.4", "0.00001"


def scripts() -> Path | None:
    """The folder of RabbitMQ's own scripts, where it is installed."""
    if PACKAGED.is_dir():
        return PACKAGED
    found = shutil.which("rabbitmq-server")
    return Path(found).resolve().parent if found else None


class OwnBroker:
    """One node with its ports, data, log and cookie in `folder`, run by whoever runs the tests.

    The kernel kills it when the test run is no more, however that ended.
    """

    def __init__(self, folder: Path, *, scripts: Path) -> None:
        self._scripts = scripts
        self._log = folder / "console.log"
        self._port, dist_port = free_port(), free_port()
        self._node = f"hanoiwork_test_{self._port}@localhost"
        self._process: subprocess.Popen[bytes] | None = None
        self.uri = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        (folder / "rabbitmq.conf").write_text(f"listeners.tcp.default = 127.0.0.1:{self._port}\n")
        (folder / "enabled_plugins").write_text("[].\n")
        (folder / "rabbitmq-env.conf").touch()
        self._environ = {
            **os.environ,
            "HOME": str(folder),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_ALLOW_INPUT": "1",  # the script becomes the node itself, so its process id is the node's
            "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_DIST_PORT": str(dist_port),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_NODENAME": self._node,
            "RABBITMQ_PID_FILE": str(folder / "pid"),
        }

    @property
    def running(self) -> bool:
        """Whether the node's process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the node and return when it serves."""
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        files = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
        limited = ("prlimit", f"--nofile={files}:{files}", "setpriv", "--pdeathsig", "KILL")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*limited, self._scripts / "rabbitmq-server", "-noinput"],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(self._serves, seconds=START_SECONDS, what="the start of our own RabbitMQ")

    def stop(self) -> None:
        """Stop the node as its operator would."""
        self._ctl("stop")
        self._wait()

    def kill(self) -> None:
        """End the node as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._wait()

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def alarm(self) -> None:
        """Let the node believe that its memory is used up: it takes nothing from anybody who publishes."""
        self._ctl("set_vm_memory_high_watermark", NONE)
        until(lambda: "memory" in self._alarms(), what="the memory alarm")

    def calm(self) -> None:
        """End the memory alarm."""
        self._ctl("set_vm_memory_high_watermark", ROOMY)
        until(lambda: "memory" not in self._alarms(), what="the end of the memory alarm")

    def _alarms(self) -> str:
        return self._ctl("eval", "rabbit_alarm:get_alarms().")

    def _serves(self) -> bool:
        assert self.running, f"our own RabbitMQ ended\n{self._log.read_text(errors='replace')}"
        try:
            with Connection(self.uri, connect_timeout=CONNECT_SECONDS) as connection:
                connection.connect()
        except (OSError, AMQPError, KombuError):
            return False
        return True

    def _ctl(self, *arguments: str) -> str:
        command = [str(self._scripts / "rabbitmqctl"), "--quiet", "-n", self._node, *arguments]
        done = subprocess.run(
            command, env=self._environ, capture_output=True, text=True, timeout=STOP_SECONDS, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _wait(self) -> None:
        if self._process is not None:
            self._process.wait(STOP_SECONDS)
            self._process = None
