package dev.vespula.wasi.internal.io;

/** Something that becomes ready from outside of the guest. Thread-safe. */
public interface Source {
    /** Always ready. */
    Source READY = new Source() {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void watch(Runnable waiter) {
            // It is ready already, which whoever waits looks at first.
        }

        @Override
        public void unwatch(Runnable waiter) {
            // Nobody is told.
        }
    };

    /** Whether it is ready now. Does not wait. */
    boolean isReady();

    /**
     * Has the waiter run when this has become ready, at least once, and perhaps when it has not; not from within this method. To ask twice for the
     * same waiter changes nothing.
     */
    void watch(Runnable waiter);

    /** The waiter need not be run any more. */
    void unwatch(Runnable waiter);
}
