"""The manifests of both probes."""

from hanoiwork_shared.plugins import Plugin

teller = Plugin(
    name="probe_teller",
    entrypoints="tests.faults.probe.teller:Teller",
    tells="tests.faults.probe.events:TELLS",
    migrations="tests.faults.probe.teller_migrations",
    settings="tests.faults.probe.settings:ProbeSettings",
)
hearer = Plugin(
    name="probe_hearer",
    entrypoints="tests.faults.probe.hearer:Hearer",
    migrations="tests.faults.probe.hearer_migrations",
    settings="tests.faults.probe.settings:ProbeSettings",
)
