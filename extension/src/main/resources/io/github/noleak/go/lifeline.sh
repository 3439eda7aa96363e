# Ends what a JVM has started once that JVM is no more, whatever ended it: its end of the pipe is closed then.
#
# Lines on standard input: "+ PID", a process that the JVM has started; "- PID", one that has ended, of whose group nothing
# is to outlive it. NOLEAK_DIRECTORY is the JVM's temporary directory, which is deleted at the end.
trap '' HUP INT QUIT TERM
alive=
while read -r sign what; do
  others=
  for pid in $alive; do
    [ "$pid" = "$what" ] || others="$others $pid"
  done
  alive=$others
  case $sign in
    +) alive="$alive $what" ;;
    -) kill -s KILL -- "-$what" 2>/dev/null ;;
  esac
done

# Prints each process and the one that started it.
processes() {
  if [ -r /proc/self/stat ]; then
    for stat in /proc/[0-9]*/stat; do
      # The name stands in parentheses, and may hold anything.
      { read -r line <"$stat"; } 2>/dev/null || continue
      pid=${line%% *}
      line=${line##*) ? }
      echo "$pid ${line%% *}"
    done
  else
    ps -A -o pid= -o ppid=
  fi
}

if [ -n "$alive" ]; then
  # Children are looked for before their parents end, for nobody knows whose they were afterwards.
  table=$(processes)
  doomed=$alive
  new=$alive
  while [ -n "$new" ]; do
    found=
    while read -r pid parent; do
      for known in $new; do
        [ "$parent" != "$known" ] || found="$found $pid"
      done
    done <<END
$table
END
    doomed="$doomed $found"
    new=$found
  done
  for pid in $doomed; do
    kill -s KILL -- "-$pid" 2>/dev/null # the group, if it leads one
    kill -s KILL -- "$pid" 2>/dev/null
  done
fi

# What dies may still write: the directory is deleted until it stays away.
turns=0
while [ -e "$NOLEAK_DIRECTORY" ] && [ "$turns" -lt 50 ]; do
  rm -rf -- "$NOLEAK_DIRECTORY"/* "$NOLEAK_DIRECTORY" # the lock last, so that a rest is found again
  turns=$((turns + 1))
  sleep 0.1
done
