package dev.vespula.cli;

import dev.vespula.wasi.internal.descriptors.StandardDescriptors;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/** What commands learn of the world besides their streams and files. Tests make up their own. */
interface Surroundings {
    /** The standard streams that people may look at, with their descriptors. */
    enum Shown {
        OUT(1), ERR(2);

        private final int descriptor;

        Shown(int descriptor) {
            this.descriptor = descriptor;
        }
    }

    /** Those of this process. */
    Surroundings PROCESS = new Surroundings() {
        @Override
        public boolean isTerminal(Shown stream) {
            return StandardDescriptors.isTerminal(stream.descriptor);
        }

        @Override
        public Map<String, String> variables() {
            return System.getenv();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Runnable every(long millis, Runnable task) {
            Timer timer = new Timer("vespula-progress", true);
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    task.run();
                }
            }, millis, millis);
            return timer::cancel;
        }
    };

    /** No terminal, no variable, and a time that stands still. */
    Surroundings NONE = new Surroundings() {
        @Override
        public boolean isTerminal(Shown stream) {
            return false;
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Runnable every(long millis, Runnable task) {
            return () -> {};
        }
    };

    /** Whether a stream goes to a terminal, as far as that can be known. */
    boolean isTerminal(Shown stream);

    /** The environment. */
    Map<String, String> variables();

    /** A clock, as {@link System#nanoTime} has it. */
    long nanoTime();

    /**
     * Does something again and again in another thread.
     *
     * @return what ends it
     */
    Runnable every(long millis, Runnable task);
}
