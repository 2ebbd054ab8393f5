# Sourced by the scripts of servers, which set `folder` and define `answers`.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Waits until the server of FOLDER/pid answers, for ten minutes at most: the machine may be busy.
await() { # name, log
  for _ in $(seq 1 3000); do
    if answers; then return; fi
    kill -0 "$(cat "$folder/pid")" 2>/dev/null || break
    sleep 0.2
  done
  echo "$1 does not answer:" >&2
  tail -5 "$2" >&2
  exit 1
}

# By its recorded id, with its children.
stop() {
  [ -s "$folder/pid" ] || return 0
  kill -- "-$(cat "$folder/pid")" 2>/dev/null || kill "$(cat "$folder/pid")" 2>/dev/null || true
  rm -f "$folder/pid"
}
