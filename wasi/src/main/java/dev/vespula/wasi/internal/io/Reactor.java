package dev.vespula.wasi.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for time and for channels on behalf of all guests of all processes, in one daemon thread. The thread starts with the first
 * wait and ends when for a second there was nothing to wait for, so that nothing keeps the class loader. Thread-safe.
 */
public final class Reactor {
    private static final long IDLE_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 10_000;
    private static final Reactor SHARED = new Reactor();

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ConcurrentSkipListSet<Alarm> alarms = new ConcurrentSkipListSet<>();
    /** The watches of channels that somebody waits for. Used by the thread alone. */
    private final Set<ChannelWatch> watched = new HashSet<>();
    private Thread thread;
    private volatile Selector selector;

    private Reactor() {}

    /** The only one. */
    public static Reactor shared() {
        return SHARED;
    }

    /**
     * Runs something when its time has come.
     *
     * @param time as of {@link System#nanoTime}
     * @param action does not wait and does not throw
     */
    public Alarm at(long time, Runnable action) {
        Alarm alarm = new Alarm(time, action);
        alarms.add(alarm);
        // It may have rung by now.
        Iterator<Alarm> first = alarms.iterator();
        if (first.hasNext() && first.next().equals(alarm)) {
            wake();
        }
        return alarm;
    }

    /** Takes an alarm back; nothing happens if it has rung. The thread finds that out when it looks again. */
    public void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /**
     * Runs something once when a channel is ready, or closed.
     *
     * @param channel non-blocking
     * @param operations of {@link SelectionKey}
     * @param action does not wait and does not throw
     */
    public void watch(SelectableChannel channel, int operations, Runnable action) {
        tasks.add(() -> register(channel, operations, action));
        wake();
    }

    /** Takes a watch back. */
    public void unwatch(SelectableChannel channel, Runnable action) {
        tasks.add(() -> {
            SelectionKey key = channel.keyFor(selector);
            if (key != null) {
                ChannelWatch watch = (ChannelWatch) key.attachment();
                watch.remove(key, action);
                note(watch);
            }
        });
        wake();
    }

    /** Closes a channel; whoever watches it is told. To close a channel that is watched otherwise tells nobody. */
    public void close(SelectableChannel channel) throws IOException {
        Selector used = selector;
        SelectionKey key = used == null ? null : channel.keyFor(used);
        try {
            channel.close();
        } finally {
            if (key != null) {
                // The host's descriptor is only released by a selection, too.
                tasks.add(() -> fire(key, ~0));
                wake();
            }
        }
    }

    private void wake() {
        synchronized (this) {
            if (thread == null) {
                try {
                    selector = Selector.open();
                } catch (IOException e) {
                    throw new UncheckedIOException("the host has no descriptor to wait with", e);
                }
                Thread made = new Thread(null, this::run, "vespula-wasi-reactor", 0, false);
                made.setDaemon(true);
                made.setContextClassLoader(Reactor.class.getClassLoader());
                made.start();
                thread = made;
                return;
            }
        }
        selector.wakeup();
    }

    private void run() {
        long idleSince = System.nanoTime();
        while (true) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                act(task);
            }
            ring();
            boolean isIdle = alarms.isEmpty() && tasks.isEmpty() && watched.isEmpty();
            long now = System.nanoTime();
            idleSince = isIdle ? idleSince : now;
            if (isIdle && now - idleSince >= TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS) && ends()) {
                return;
            }
            select(isIdle);
        }
    }

    /** Whatever somebody else's action throws, all others go on being served. */
    private static void act(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    /** Whether the thread ends: not if there is something to do again. */
    private synchronized boolean ends() {
        if (!alarms.isEmpty() || !tasks.isEmpty()) {
            return false;
        }
        thread = null;
        try {
            selector.close();
        } catch (IOException e) {
            // Nothing is registered with it.
        }
        return true;
    }

    private void ring() {
        Iterator<Alarm> next = alarms.iterator();
        while (next.hasNext()) {
            Alarm alarm = next.next();
            if (alarm.time - System.nanoTime() > 0) {
                return;
            }
            if (alarms.remove(alarm)) {
                act(alarm.action);
            }
        }
    }

    private void select(boolean isIdle) {
        try {
            selector.select(this::fire, isIdle ? IDLE_MILLIS : untilNext());
        } catch (IOException | ClosedSelectorException | CancelledKeyException e) {
            // Whoever waits finds out when it uses its channel.
        }
    }

    /** Milliseconds, rounded up: until the next alarm, but never so long that alarms which were taken back keep the thread. */
    private long untilNext() {
        Iterator<Alarm> next = alarms.iterator();
        if (!next.hasNext()) {
            return LONGEST_MILLIS;
        }
        long nanos = next.next().time - System.nanoTime();
        return Math.max(1, Math.min(LONGEST_MILLIS, (nanos + 999_999) / 1_000_000));
    }

    private void register(SelectableChannel channel, int operations, Runnable action) {
        try {
            SelectionKey key = channel.keyFor(selector);
            if (key == null) {
                key = channel.register(selector, 0, new ChannelWatch());
            }
            ChannelWatch watch = (ChannelWatch) key.attachment();
            watch.add(key, operations, action);
            note(watch);
        } catch (ClosedChannelException | CancelledKeyException e) {
            act(action);
        }
    }

    /** Keeps account of who is waited for, since there may be thousands of channels that nobody waits for. */
    private void note(ChannelWatch watch) {
        if (watch.isEmpty()) {
            watched.remove(watch);
        } else {
            watched.add(watch);
        }
    }

    private void fire(SelectionKey key) {
        fire(key, key.isValid() ? key.readyOps() : ~0);
    }

    private void fire(SelectionKey key, int ready) {
        ChannelWatch watch = (ChannelWatch) key.attachment();
        List<Runnable> told = watch.take(key, ready);
        note(watch);
        told.forEach(Reactor::act);
    }

    /** Something that is to be done at a time. */
    public static final class Alarm implements Comparable<Alarm> {
        private static final AtomicLong COUNT = new AtomicLong();

        private final long time;
        private final Runnable action;
        private final long number = COUNT.incrementAndGet();

        private Alarm(long time, Runnable action) {
            this.time = time;
            this.action = action;
        }

        @Override
        public int compareTo(Alarm other) {
            return time != other.time ? Long.signum(time - other.time) : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
