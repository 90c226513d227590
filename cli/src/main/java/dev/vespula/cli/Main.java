package dev.vespula.cli;

import dev.vespula.ModuleException;
import dev.vespula.internal.names.PrintableName;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Entry point of the {@code vespula} command. */
public final class Main {
    /** Exit codes; a WASI program's own code is passed through. */
    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE_ERROR = 2;
    /** The program was saved to be continued: what {@code sysexits} calls a temporary failure. */
    static final int PAUSED = 75;
    /** What a shell reports for a process that ended by an abort signal. */
    static final int TRAP = 134;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Not the streams that Java set up: text goes out as UTF-8, bytes without another buffer.
        PrintStream out = StandardOutput.of(new FileOutputStream(FileDescriptor.out));
        PrintStream err = StandardOutput.of(new FileOutputStream(FileDescriptor.err));
        System.setOut(out);
        System.setErr(err);
        System.exit(execute(args, new Console(System.in, out, err)));
    }

    /** Runs one command and gives its exit code. */
    static int execute(String[] args, Console console) {
        int code = dispatch(args, console);
        return console.isComplete() || code != OK ? code : ERROR;
    }

    private static int dispatch(String[] args, Console console) {
        if (args.length == 0 || args[0].startsWith("-") && args[0].length() > 1) {
            return new PicocliReader(console).readRoot(args);
        }
        Command command = Command.named(args[0]);
        int from = 1;
        if (command == null) {
            if (!args[0].equals(Console.STANDARD_STREAM) && !new File(args[0]).exists()) {
                console.error("'" + args[0] + "' is neither a command nor a file; 'vespula --help' lists the commands");
                return USAGE_ERROR;
            }
            command = new RunCommand();
            from = 0;
        }
        if (!ArgumentReader.read(command, args, from)) {
            int code = new PicocliReader(console).read(command, args, from);
            if (code >= 0) {
                return code;
            }
        }
        return run(command, console);
    }

    private static int run(Command command, Console console) {
        try {
            return command.run(console);
        } catch (UsageException e) {
            console.err().println("vespula " + command.name() + ": " + PrintableName.lines(e.getMessage()));
            console.err().println("Try 'vespula " + command.name() + " --help'.");
            return USAGE_ERROR;
        } catch (CommandException e) {
            return fail(command, console, e.getMessage(), e);
        } catch (ModuleException e) {
            return fail(command, console, ModuleFile.describe(command.arguments().get(0), e), e);
        } catch (RuntimeException | Error e) {
            String hint = command.verbose.isGiven() ? "" : " (--verbose shows more)";
            return fail(command, console, "internal error: " + e + hint, e);
        }
    }

    private static int fail(Command command, Console console, String message, Throwable e) {
        console.error(message);
        if (command.verbose.isGiven()) {
            e.printStackTrace(console.err());
        }
        return ERROR;
    }
}
