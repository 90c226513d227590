package dev.vespula.internal.runtime;

/** The store's call hook as the machine sees it. Each method may throw; the exception then is the call's outcome. */
public interface CallListener {
    /** Does nothing. */
    CallListener NOBODY = new CallListener() {
        @Override
        public void callingWasm() {
        }

        @Override
        public void returningFromWasm() {
        }

        @Override
        public void callingHost() {
        }

        @Override
        public void returningFromHost() {
        }
    };

    /** The host is about to enter Wasm. */
    void callingWasm();

    /** Wasm returned to the host, normally or not. */
    void returningFromWasm();

    /** Wasm is about to call a host function. */
    void callingHost();

    /** A host function returned normally to Wasm. */
    void returningFromHost();
}
