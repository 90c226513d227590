package dev.vespula.flink.internal.guest;

import dev.vespula.AllocationException;
import dev.vespula.CallOutcome;
import dev.vespula.HostFailed;
import dev.vespula.HostSuspended;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Prepared;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.WasmException;
import dev.vespula.flink.EventType;
import dev.vespula.flink.GuestErrorKind;
import dev.vespula.flink.GuestException;
import dev.vespula.flink.GuestLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives events to guests: starts them, restores them, and lets them go on. For one operator and its thread. */
public final class GuestRunner {
    private final Module module;
    private final GuestLimits limits;
    private final StoreLimits bounds;
    private final Linker<Void> linker;
    private final Prepared<Void> prepared;
    private final LiveGuests guests;
    private final GuestMeters meters;
    /** Where guests wait; a snapshot of a stranger may wait elsewhere. */
    private final EventType<?> in;

    /**
     * A runner.
     *
     * @param live how many guests may be in memory between events
     */
    public GuestRunner(Module module, EventType<?> in, EventType<?> out, GuestLimits limits, int live, Turn turn,
            GuestMeters meters) {
        GuestModule.check(module, in, out);
        this.module = module;
        this.in = in;
        this.limits = limits;
        // What is no linear memory, tables and objects, may be as much again.
        this.bounds = StoreLimits.unlimited().withMemoryBytes(limits.memory())
                .withTotalBytes(limits.memory() > 1L << 60 ? Long.MAX_VALUE : 2 * limits.memory() + (1 << 20));
        this.linker = GuestImports.linker(module.engine(), in, out, turn);
        this.prepared = linker.prepare(module);
        this.guests = new LiveGuests(live);
        this.meters = meters;
    }

    /** How many guests are in memory. */
    public int live() {
        return guests.size();
    }

    /**
     * Gives an event to the guest of a key.
     *
     * @param known the guest; null if the key has none: one is started
     * @param event what {@code next} returns
     * @return the guest, which waits for the next event; null if it has ended
     * @throws GuestException if it failed; it is given up then
     * @throws Exception      what Flink threw while the guest called it
     */
    public @Nullable GuestState deliver(@Nullable GuestState known, Object event) throws Exception {
        GuestState guest = known == null ? GuestState.unborn() : known;
        LiveGuest live = guest.wake();
        try {
            long fuel = Math.min(limits.fuelPerEvent(), limits.fuelPerGuest() - guest.fuelUsed());
            if (fuel <= 0) {
                throw new GuestException(GuestErrorKind.FUEL_PER_GUEST, "the guest has used its " + limits.fuelPerGuest()
                        + " units of fuel");
            }
            if (live == null) {
                live = known == null ? start(guest, fuel) : restore(guest, fuel);
            } else {
                live.store.setFuel(fuel);
            }
            HostSuspended waiting = waits(live.call().resume(event), fuel);
            long used = fuel - live.store.fuel();
            guest.use(used);
            meters.used(used);
            if (waiting == null) {
                giveUp(guest, live);
                return null;
            }
            live.waitsIn(waiting);
            meters.evicted(guests.used(live));
            return guest;
        } catch (Trap trap) {
            giveUp(guest, live);
            throw failure(trap);
        } catch (WasmException | IllegalArgumentException e) {
            giveUp(guest, live);
            throw new GuestException(GuestErrorKind.TRAP, "the guest failed: " + e.getMessage(), e);
        } catch (GuestException e) {
            giveUp(guest, live);
            throw e;
        }
    }

    /** After Flink has been given the guest: a backend that made bytes of it at once will not give the live one back. */
    public void afterUpdate(GuestState guest) {
        LiveGuest live = guest.isWritten() ? guest.live() : null;
        if (live != null) {
            guests.gone(live);
            guest.freeze();
        }
    }

    private void giveUp(GuestState guest, @Nullable LiveGuest live) {
        if (live != null) {
            guests.gone(live);
            live.close();
        }
        guest.lose();
    }

    private Store<Void> store(long fuel) {
        Store<Void> store = new Store<>(module.engine());
        store.limiter(bounds);
        store.setFuel(fuel);
        return store;
    }

    private LiveGuest start(GuestState guest, long fuel) throws Exception {
        Store<Void> store = store(fuel);
        CallOutcome outcome;
        try {
            outcome = prepared.instantiate(store).func(GuestImports.RUN).callResumable();
        } catch (AllocationException e) {
            throw new GuestException(GuestErrorKind.MEMORY, "the guest needs more than " + limits.memory() + " bytes: " + e
                    .getMessage(), e);
        }
        HostSuspended waiting = waits(outcome, fuel);
        if (waiting == null) {
            throw new GuestException(GuestErrorKind.PROTOCOL, "the guest ended before it had asked for an event");
        }
        LiveGuest live = new LiveGuest(store, waiting);
        guest.hold(live);
        return live;
    }

    private LiveGuest restore(GuestState guest, long fuel) {
        byte[] bytes = Objects.requireNonNull(guest.frozen());
        Store<Void> store = store(fuel);
        Snapshot.Restored restored;
        try {
            restored = Snapshot.read(new ByteArrayInputStream(bytes)).restore(store, linker, module);
        } catch (SnapshotException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new GuestException(GuestErrorKind.CORRUPT_STATE, "the state is no guest: " + e.getMessage(), e);
        }
        if (!(restored.call().orElse(null) instanceof HostSuspended waiting)
                || !waiting.hostFunction().type().results().equals(List.of(in.coreType()))
                || !waiting.hostFunction().type().params().isEmpty()) {
            throw new GuestException(GuestErrorKind.CORRUPT_STATE, "the guest in the state does not wait for an event");
        }
        // A snapshot brings the fuel that was left.
        store.setFuel(fuel);
        LiveGuest live = new LiveGuest(store, waiting);
        guest.hold(live);
        meters.restored();
        return live;
    }

    private static GuestException refused(SnapshotException e) {
        GuestErrorKind kind = switch (e.reason()) {
            case WRONG_MODULE, OTHER_CODE, WRONG_IMPORT, UNSUPPORTED_VERSION -> GuestErrorKind.OTHER_MODULE;
            case TOO_LARGE -> GuestErrorKind.MEMORY;
            case NOT_A_SNAPSHOT, TRUNCATED, CORRUPT, UNSUPPORTED_STATE -> GuestErrorKind.CORRUPT_STATE;
        };
        return new GuestException(kind, "the guest in the state cannot be restored: " + e.getMessage(), e);
    }

    /** The call that waits; null if it has ended. */
    private @Nullable HostSuspended waits(CallOutcome outcome, long fuel) throws Exception {
        if (outcome instanceof HostSuspended waiting) {
            return waiting;
        }
        if (outcome instanceof HostFailed failed) {
            throw failed.cause();
        }
        if (outcome instanceof OutOfFuel) {
            boolean isEvent = fuel == limits.fuelPerEvent();
            throw new GuestException(isEvent ? GuestErrorKind.FUEL_PER_EVENT : GuestErrorKind.FUEL_PER_GUEST,
                    isEvent ? "the event needs more than " + fuel + " units of fuel"
                            : "the guest needs more than its " + limits.fuelPerGuest() + " units of fuel");
        }
        return null;
    }

    private GuestException failure(Trap trap) {
        return switch (trap.code()) {
            case INTERRUPTED -> new GuestException(GuestErrorKind.INTERRUPTED, "the guest was interrupted", trap);
            case GROWTH_OPERATION_LIMITED, OUT_OF_SYSTEM_MEMORY -> new GuestException(GuestErrorKind.MEMORY,
                    "the guest may not have more than " + limits.memory() + " bytes: " + trap.getMessage(), trap);
            default -> new GuestException(GuestErrorKind.TRAP, "the guest trapped: " + trap.getMessage(), trap);
        };
    }
}
