package dev.vespula.http;

/** Is told of each request when it has ended, for measurements. See {@link HttpOptions#withObserver}. */
@FunctionalInterface
public interface HttpObserver {
    /**
     * A request has ended: the component is done and the body of the answer has been taken or given up. Called by any thread, by several at
     * a time, once for each request, those that are refused too. Does not wait; what it throws is logged, and changes nothing.
     */
    void ended(HandledRequest request);
}
