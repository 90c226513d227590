package dev.vespula.cli.serve;

import dev.vespula.Trap;
import dev.vespula.WasmFrame;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where warnings go, our own and those of Jetty: to standard error, in the form of all that this command says. Whoever configures {@code
 * java.util.logging} gets what that says instead.
 */
public final class ServeLog extends Handler implements AutoCloseable {
    /** Of a longer backtrace there is only the beginning. */
    private static final int MOST_FRAMES = 30;

    private final PrintStream err;
    private final boolean isVerbose;
    private final Logger root = Logger.getLogger("");
    private final Handler[] before = root.getHandlers();

    private ServeLog(PrintStream err, boolean isVerbose) {
        this.err = err;
        this.isVerbose = isVerbose;
    }

    /**
     * Sends them there until it is closed.
     *
     * @param isVerbose whether errors come with the Java stack
     */
    public static ServeLog to(PrintStream err, boolean isVerbose) {
        ServeLog made = new ServeLog(err, isVerbose);
        made.setLevel(Level.WARNING);
        if (System.getProperty("java.util.logging.config.file") == null) {
            for (Handler other : made.before) {
                made.root.removeHandler(other);
            }
            made.root.addHandler(made);
        }
        return made;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            String text = text(record);
            synchronized (err) {
                err.print(text);
                err.flush();
            }
        }
    }

    private String text(LogRecord record) {
        Throwable thrown = record.getThrown();
        StringBuilder text = new StringBuilder("vespula: ").append(record.getMessage());
        if (thrown instanceof Trap trap) {
            text.append(": ").append(trap.detail());
        } else if (thrown != null) {
            text.append(": ").append(thrown);
        }
        text = new StringBuilder(PrintableName.lines(text.toString())).append('\n');
        if (thrown instanceof Trap trap) {
            int count = 0;
            for (WasmFrame frame : trap.frames()) {
                if (count++ == MOST_FRAMES) {
                    text.append("  ... ").append(trap.frames().size() - MOST_FRAMES).append(" more ...\n");
                    break;
                }
                text.append("  at ").append(frame).append('\n');
            }
        }
        if (thrown != null && isVerbose) {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack, true));
            text.append(stack);
        }
        return text.toString();
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        root.removeHandler(this);
        for (Handler other : before) {
            if (!Arrays.asList(root.getHandlers()).contains(other)) {
                root.addHandler(other);
            }
        }
    }
}
