package dev.vespula.cli;

import dev.vespula.ModuleException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Entry point of the {@code vespula} command. */
public final class Main {
    /** Exit codes, which {@link ExitCode} explains; a WASI program's own code is passed through. */
    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE_ERROR = 2;
    /** The program was saved to be continued: what {@code sysexits} calls a temporary failure. */
    static final int PAUSED = 75;
    /** What a shell reports for a process that ended by an abort signal. */
    static final int TRAP = 134;

    private static final String HELP = "help";

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Not the streams that Java set up: text goes out as UTF-8, bytes without another buffer.
        PrintStream out = StandardOutput.of(new FileOutputStream(FileDescriptor.out));
        PrintStream err = StandardOutput.of(new FileOutputStream(FileDescriptor.err));
        System.setOut(out);
        System.setErr(err);
        System.exit(execute(args, new Console(System.in, out, err, Surroundings.PROCESS)));
    }

    /** Runs one command and gives its exit code. */
    static int execute(String[] args, Console console) {
        int code = dispatch(args, console);
        return console.isComplete() || code != OK ? code : ERROR;
    }

    private static int dispatch(String[] args, Console console) {
        if (args.length == 0) {
            return new PicocliReader(console).readRoot(args);
        }
        Command command = Command.named(args[0]);
        if (command != null) {
            return read(command, args, 1, console);
        }
        boolean isOption = args[0].startsWith("-") && args[0].length() > 1;
        command = new RunCommand();
        if (isOption ? takes(command, args[0]) : isFile(args[0])) {
            return read(command, args, 0, console);
        }
        if (args[0].equals(HELP)) {
            return help(args, console);
        }
        return isOption ? new PicocliReader(console).readRoot(args) : new PicocliReader(console).tellUnknown(args[0]);
    }

    private static boolean isFile(String word) {
        return word.equals(Console.STANDARD_STREAM) || new File(word).exists();
    }

    /** Whether an option belongs to a command: other engines take those of their {@code run} before a file, without the word. */
    private static boolean takes(Command command, String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        for (Option option : command.options()) {
            if (option.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    private static int help(String[] args, Console console) {
        return args.length == 1 ? new PicocliReader(console).readRoot(new String[] {"--help"})
                : dispatch(new String[] {args[1], "--help"}, console);
    }

    private static int read(Command command, String[] args, int from, Console console) {
        if (!ArgumentReader.read(command, args, from)) {
            int code = new PicocliReader(console).read(command, args, from);
            if (code >= 0) {
                return code;
            }
        }
        if (from == 0) {
            String first = command.arguments().get(0);
            if (Command.named(first) != null && !isFile(first)) {
                console.error("options stand behind the command: vespula " + first + " " + args[0]);
                return USAGE_ERROR;
            }
        }
        return run(command, console);
    }

    private static int run(Command command, Console console) {
        try {
            console.use(ColorChoice.of(command.color));
            return command.run(console);
        } catch (UsageException e) {
            return tell(command, console, e);
        } catch (CommandException e) {
            return fail(command, console, e.getMessage(), e);
        } catch (ModuleException e) {
            return fail(command, console, ModuleFile.describe(command.arguments().get(0), e), e);
        } catch (OutOfMemoryError e) {
            return fail(command, console, "the Java heap is too small for this; VESPULA_JAVA_OPTS=-Xmx4g makes it larger", e);
        } catch (RuntimeException | Error e) {
            String hint = command.verbose.isGiven() ? "" : " (--verbose shows more)";
            return fail(command, console, "internal error: " + e + hint, e);
        }
    }

    /** Tells that a command line is wrong; gives the exit code. */
    static int tell(Command command, Console console, UsageException e) {
        console.errorOf("vespula " + command.name(), e.getMessage());
        console.err().println("Try 'vespula " + command.name() + " --help'.");
        return USAGE_ERROR;
    }

    private static int fail(Command command, Console console, String message, Throwable e) {
        console.error(message);
        if (command.verbose.isGiven()) {
            e.printStackTrace(console.err());
        }
        return ERROR;
    }
}
