package dev.vespula.http.internal.serve;

import dev.vespula.component.Component;
import dev.vespula.component.PreparedComponent;
import dev.vespula.http.HttpOptions;
import dev.vespula.wasi.Wasi;
import java.util.ArrayDeque;

/** Where instances come from and go to. Thread-safe. */
final class Guests {
    private final PreparedComponent<Wasi> component;
    private final HttpOptions options;
    /** Those that will answer another request; the last one first, whose memory is still warm. */
    private final ArrayDeque<Guest> idle = new ArrayDeque<>();
    private boolean isClosed;

    /** Makes the first, so that what the component lacks is known at once. */
    Guests(Component component, HttpOptions options) {
        this.component = Guest.prepare(component, options);
        this.options = options;
        try {
            idle.add(Guest.of(this.component, options));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no process could be made for the component: " + e.getMessage(), e);
        }
    }

    Guest take() throws Exception {
        synchronized (this) {
            Guest kept = idle.pollFirst();
            if (kept != null) {
                return kept;
            }
        }
        return Guest.of(component, options);
    }

    /** Takes back one that has answered well. */
    void give(Guest guest) {
        synchronized (this) {
            if (!isClosed && guest.uses() < options.maxUses() && idle.size() < options.maxConcurrent()) {
                idle.addFirst(guest);
                return;
            }
        }
        guest.close();
    }

    void close() {
        ArrayDeque<Guest> ended;
        synchronized (this) {
            isClosed = true;
            ended = new ArrayDeque<>(idle);
            idle.clear();
        }
        ended.forEach(Guest::close);
    }
}
