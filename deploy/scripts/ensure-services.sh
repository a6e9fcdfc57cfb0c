#!/usr/bin/env bash
# Sees to it that RabbitMQ and PostgreSQL answer on localhost for the live tests, or says why those will be skipped.
set -euo pipefail

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
within() { # within SECONDS COMMAND...: whether the command succeeds before the deadline
  local until=$((SECONDS + $1))
  while ! "${@:2}"; do if ((SECONDS >= until)); then return 1; fi; sleep 1; done
}
debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
install() {
  echo "Installing $1 from the distribution's packages."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

start_rabbitmq() {
  ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)" # fewer are soon too few for it: DECISIONS.md, 18
  command -v rabbitmq-server >/dev/null || install rabbitmq-server
  listening 5672 || service rabbitmq-server start >/dev/null 2>&1 || rabbitmq-server -detached
  within 90 listening 5672
}
start_postgresql() {
  command -v pg_lsclusters >/dev/null || install postgresql
  listening 5432 || service postgresql start >/dev/null 2>&1 || true
  listening 5432 || pg_lsclusters -h | while read -r version name _; do pg_ctlcluster --skip-systemctl-redirect "$version" "$name" start || true; done
  within 60 listening 5432 && test_role
}
test_role() { # a login over TCP, as a fresh PostgreSQL admits none without a password
  su postgres -c "psql -qc \"create role hanoiwork_test superuser login password 'hanoiwork_test'\"" 2>/dev/null || true
}
ensure() { # ensure NAME PORT OVERRIDE START
  if [ -n "$3" ] || listening "$2"; then return 0; fi
  if debian_root && "$4"; then return 0; fi
  echo "$1 does not answer on port $2 and cannot be started here: the tests that need it will be skipped."
}

ensure RabbitMQ 5672 "${HANOIWORK_TEST_AMQP_URI:-}" start_rabbitmq
ensure PostgreSQL 5432 "${HANOIWORK_TEST_DATABASE_URL:-}" start_postgresql
