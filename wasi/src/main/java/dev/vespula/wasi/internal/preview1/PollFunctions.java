package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Descriptor;
import dev.vespula.wasi.internal.descriptors.FdTable;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.Readiness;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.descriptors.Socket;
import dev.vespula.wasi.internal.descriptors.Turn;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waiting for time, input and output. */
public final class PollFunctions {
    private static final int EVENT_BYTES = 32;
    /** Enough for reading and writing thousands of descriptors, and some clocks: about 2 MB of the host's. */
    private static final int MOST_SUBSCRIPTIONS = 12 * 1024;
    private static final int EVENT_HANG_UP = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SLICE_NANOS = StopSignal.SLICE_MILLIS * NANOS_PER_MILLI;

    private final FdTable table;
    private final WasiClock clock;
    private final StopSignal stop;

    public PollFunctions(FdTable table, WasiClock clock, StopSignal stop) {
        this.table = table;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * {@code poll_oneoff}: waits until at least one of the subscribed events has happened and reports all that have, in the order
     * of their subscriptions. A subscription that makes no sense (no such descriptor or clock) is an event with an error.
     *
     * @param in address of {@code count} subscriptions
     * @param out address of room for as many events
     * @throws IOException INVAL for no or too many subscriptions or an unknown type, FAULT outside the memory, INTR when the store or the
     *     thread was interrupted
     */
    public void pollOneoff(GuestMemory memory, int in, int out, int count, int result) throws IOException {
        long unsigned = count & 0xFFFF_FFFFL;
        Errno.INVAL.when(count == 0);
        memory.check(in, unsigned * Subscription.BYTES);
        memory.check(out, unsigned * EVENT_BYTES);
        memory.check(result, Integer.BYTES);
        Errno.INVAL.when(unsigned > MOST_SUBSCRIPTIONS);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i != count; i++) {
            subscriptions.add(Subscription.load(memory, in + i * Subscription.BYTES, clock));
        }
        List<Event> events = new Wait(subscriptions).run();
        int address = out;
        for (Event event : events) {
            event.store(memory, address);
            address += EVENT_BYTES;
        }
        memory.putI32(result, events.size());
    }

    private record Event(Subscription cause, Errno error, Readiness readiness) {
        void store(GuestMemory memory, int address) throws ErrnoException {
            memory.fill(address, EVENT_BYTES);
            memory.putI64(address, cause.userData());
            memory.putI16(address + 8, error.code());
            memory.putI8(address + 10, cause.type());
            memory.putI64(address + 16, readiness.bytes());
            memory.putI16(address + 24, readiness.hangUp() ? EVENT_HANG_UP : 0);
        }
    }

    /** One call's waiting. Sockets are registered with a selector, which also ends the waiting for standard input. */
    private final class Wait {
        private final List<Subscription> subscriptions;
        private final Map<Subscription, SelectionKey> keys = new IdentityHashMap<>();
        private final Set<InputDescriptor> inputs = new LinkedHashSet<>();
        private final Set<Subscription> registered = Collections.newSetFromMap(new IdentityHashMap<>());
        private Selector selector;
        /** Whether a descriptor could not be asked, because another thread uses it. */
        private boolean busy;
        private long patience = NANOS_PER_MILLI / 8;

        Wait(List<Subscription> subscriptions) {
            this.subscriptions = subscriptions;
        }

        List<Event> run() throws IOException {
            try {
                List<Event> events = evaluate();
                while (events.isEmpty()) {
                    register();
                    select(0);
                    events = evaluate();
                    if (events.isEmpty()) {
                        pause(timeout());
                    }
                }
                return events;
            } finally {
                release();
            }
        }

        private List<Event> evaluate() throws IOException {
            busy = false;
            List<Event> events = new ArrayList<>();
            for (Subscription subscription : subscriptions) {
                stop.check();
                try {
                    Readiness readiness = evaluate(subscription);
                    if (readiness.ready()) {
                        events.add(new Event(subscription, Errno.SUCCESS, readiness));
                    }
                } catch (IOException e) {
                    events.add(new Event(subscription, Errno.of(e), Readiness.BLOCKED));
                }
            }
            return events;
        }

        private Readiness evaluate(Subscription subscription) throws IOException {
            if (subscription.error() != null) {
                throw subscription.error().exception();
            }
            if (subscription.type() == Subscription.CLOCK) {
                boolean due = Clocks.read(clock, subscription.id()) >= subscription.deadline();
                return due ? Readiness.of(0) : Readiness.BLOCKED;
            }
            try (Turn turn = table.tryTake(subscription.id())) {
                if (turn == null) {
                    // Another thread reads or writes it: what is there is for that one.
                    busy = true;
                    return Readiness.BLOCKED;
                }
                Descriptor descriptor = turn.first();
                descriptor.require(Rights.POLL_FD_READWRITE);
                Readiness readiness = subscription.type() == Subscription.READ
                        ? descriptor.readReadiness() : descriptor.writeReadiness();
                return !readiness.ready() && isSelected(subscription, descriptor) ? Readiness.of(1) : readiness;
            }
        }

        private boolean isSelected(Subscription subscription, Descriptor descriptor) {
            SelectionKey key = keys.get(subscription);
            return key != null && key.attachment() == descriptor && key.isValid()
                    && (key.readyOps() & operation(subscription, (Socket) descriptor)) != 0;
        }

        private static int operation(Subscription subscription, Socket socket) {
            return subscription.type() == Subscription.READ ? socket.readOperation() : socket.writeOperation();
        }

        /** Has the selector look out for what is not yet looked out for; a descriptor in use comes the next time. */
        private void register() throws IOException {
            for (Subscription subscription : subscriptions) {
                if (subscription.type() != Subscription.CLOCK && !registered.contains(subscription)) {
                    try (Turn turn = table.tryTake(subscription.id())) {
                        if (turn != null) {
                            register(subscription, turn.first());
                        }
                    } catch (ErrnoException e) {
                        // Closed by another thread since it was evaluated, which will be seen the next time.
                        busy = true;
                    }
                }
            }
        }

        private void register(Subscription subscription, Descriptor descriptor) throws IOException {
            registered.add(subscription);
            if (descriptor instanceof Socket socket) {
                keys.put(subscription, socket.register(selector(), operation(subscription, socket)));
            } else if (descriptor instanceof InputDescriptor input && inputs.add(input)) {
                Selector woken = selector();
                input.whenReadable(woken::wakeup);
            }
        }

        private Selector selector() throws IOException {
            if (selector == null) {
                selector = Selector.open();
            }
            return selector;
        }

        /** Nanoseconds until the first clock is due; -1 when no clock is waited for. */
        private long timeout() throws IOException {
            long shortest = -1;
            for (Subscription subscription : subscriptions) {
                if (subscription.type() == Subscription.CLOCK) {
                    long left = Math.max(1, subscription.deadline() - Clocks.read(clock, subscription.id()));
                    shortest = shortest < 0 ? left : Math.min(shortest, left);
                }
            }
            return shortest;
        }

        /** Waits for the first clock or, in real time, for a descriptor before that; not for long at once. */
        private void pause(long nanos) throws IOException {
            stop.check();
            boolean realTime = clock == WasiClock.SYSTEM;
            if (busy) {
                // Whoever has the descriptor tells nobody when it is done: looked at again soon, and ever less often.
                patience = Math.min(2 * patience, SLICE_NANOS);
                sleep(WasiClock.SYSTEM, nanos < 0 ? patience : Math.min(nanos, patience));
                return;
            }
            if (nanos < 0 || realTime && selector != null) {
                select(nanos < 0 ? SLICE_NANOS : Math.min(nanos, SLICE_NANOS));
            } else {
                sleep(clock, realTime ? Math.min(nanos, SLICE_NANOS) : nanos);
            }
        }

        private static void sleep(WasiClock clock, long nanos) throws IOException {
            try {
                clock.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errno.INTR.exception();
            }
        }

        private void select(long nanos) throws IOException {
            if (selector == null) {
                return;
            }
            if (nanos == 0) {
                selector.selectNow();
            } else {
                selector.select(Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
            }
        }

        private void release() throws IOException {
            for (InputDescriptor input : inputs) {
                input.whenReadable(null);
            }
            if (selector != null) {
                selector.close();
            }
        }
    }
}
