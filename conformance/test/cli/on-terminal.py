# Runs a program on a terminal of its own: on-terminal.py <columns> <questions> <program> <argument>…
# <questions> is a JSON list of [what to wait for, what to answer]. Prints what the terminal showed; exits as the program.
import fcntl, json, os, pty, select, struct, sys, termios, time

columns, questions, program = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    # The width has to be there before the program looks.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    os.execvp(program[0], program)

shown, looked, deadline = b"", 0, time.monotonic() + 300
while time.monotonic() < deadline:
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        chunk = os.read(terminal, 65536)
    except OSError:  # Linux says so when the program has ended
        break
    if not chunk:
        break
    shown += chunk
    while questions and questions[0][0].encode() in shown[looked:]:
        question, answer = questions.pop(0)
        looked = shown.index(question.encode(), looked) + len(question.encode())
        os.write(terminal, answer.encode() + b"\n")
else:
    os.kill(pid, 9)

sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
