package dev.vespula.cli;

import dev.vespula.cli.Surroundings.Shown;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;

/**
 * How far a long work is: one line on a terminal, which replaces itself and is gone at the end. Nothing is shown of work that takes
 * less than two seconds, nor where standard error is no terminal.
 */
final class Progress implements AutoCloseable {
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long PERIOD_MILLIS = 250;
    private static final int WIDTH = 78;
    /** To the beginning of the line, and nothing behind it. */
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream err;
    private final Surroundings surroundings;
    private final String what;
    private final int total;
    private final long begin;
    private final Runnable end;
    private int done = -1;
    private String current = "";
    private boolean isShown;

    /**
     * Work of several parts.
     *
     * @param what the word for the whole of it
     * @param total how many parts there are
     */
    Progress(Console console, String what, int total) {
        err = console.err();
        surroundings = console.surroundings();
        this.what = what;
        this.total = total;
        boolean isSeen = surroundings.isTerminal(Shown.ERR) && !"dumb".equals(surroundings.variables().get("TERM"));
        begin = isSeen ? surroundings.nanoTime() : 0;
        end = isSeen ? surroundings.every(PERIOD_MILLIS, this::show) : null;
    }

    /** The next part begins. */
    synchronized void next(String name) {
        done++;
        current = name;
    }

    /** Prints something else, where the line is not in its way. */
    synchronized void apart(Runnable print) {
        hide();
        print.run();
    }

    private synchronized void show() {
        long elapsed = surroundings.nanoTime() - begin;
        if (elapsed < QUIET_NANOS) {
            return;
        }
        String count = total > 1 ? " " + Math.max(0, done) + " of " + total + "," : "";
        String line = what + count + " " + elapsed / 1_000_000_000L + " s: " + PrintableName.escaped(current);
        err.print(CLEAR + (line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line));
        err.flush();
        isShown = true;
    }

    private void hide() {
        if (isShown) {
            err.print(CLEAR);
            err.flush();
            isShown = false;
        }
    }

    @Override
    public void close() {
        if (end != null) {
            end.run();
            synchronized (this) {
                hide();
            }
        }
    }
}
