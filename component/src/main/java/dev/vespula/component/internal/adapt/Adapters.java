package dev.vespula.component.internal.adapt;

import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.LimitException;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.abi.Entry;
import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.abi.Guest;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredForm;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Loans;
import dev.vespula.spi.GeneratedModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The adapters of a component's calls: each module is written once for a function and a shape. Thread-safe. */
public final class Adapters {
    private static final int USUAL_PAGE = 16;
    /**
     * The most bytes of all modules of a component: each has code for all types that it passes, so functions that share a large type
     * would take memory in proportion to their number times its size. Components of tools need some hundred kilobytes.
     */
    private static final long MOST_BYTES = 32L << 20;

    private final Map<Key, Made> known = new HashMap<>();
    private long bytes;

    private record Key(FunctionPlan plan, AdapterShape shape) {
        /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.plan == plan && key.shape.equals(shape);
        }

        @Override
        public int hashCode() {
            return 31 * plan.hashCode() + shape.hashCode();
        }
    }

    private record Made(AdapterCode code, Module module) {}

    /**
     * The core function by which an instance calls a function of another one.
     *
     * @param plan  how the caller calls it
     * @param guest the caller
     */
    public Func adapt(Assembly assembly, FunctionPlan plan, Guest guest, LiftedFunction callee) {
        Store<?> store = assembly.store();
        List<ComponentState> entered = callee.guest().state().enteredFrom(guest.state());
        if (entered.isEmpty()) {
            return Func.of(store, plan.lowered(LoweredForm.SYNC), (caller, args) -> {
                guest.state().checkMayLeave();
                throw BorderTraps.cannotEnter();
            });
        }
        AdapterShape shape = new AdapterShape(side(guest), side(callee.guest()), entered.size(), callee.postReturn() != null);
        Made made = made(store, plan, shape);
        Imports imports = new Imports(store, guest, callee, assembly.add(new Loans()), entered, made.code);
        return assembly.instance(made.module, externs(made, imports)).func("");
    }

    /**
     * By which the host calls a function of numbers only.
     *
     * @param callee one whose plan says so
     */
    public Entry entry(Store<?> store, LiftedFunction callee) {
        List<ComponentState> entered = callee.guest().state().enteredFrom(null);
        AdapterShape shape = new AdapterShape(null, side(callee.guest()), entered.size(), callee.postReturn() != null);
        Made made = made(store, callee.plan(), shape);
        // It is not of the assembly: nothing in that refers to it, and it has no state.
        Imports imports = new Imports(store, null, callee, null, entered, made.code);
        return new Entry(Instance.of(store, made.module, externs(made, imports)).func(""), made);
    }

    private static List<Extern> externs(Made made, Imports imports) {
        return made.code.imports().stream().map(imports::get).toList();
    }

    private static AdapterShape.SideShape side(Guest guest) {
        int page = guest.memory() == null ? USUAL_PAGE : guest.memory().type().pageSizeLog2();
        return new AdapterShape.SideShape(guest.encoding(), page, guest.state().context(0) != null);
    }

    private synchronized Made made(Store<?> store, FunctionPlan plan, AdapterShape shape) {
        return known.computeIfAbsent(new Key(plan, shape), key -> {
            AdapterCode code = shape.hasCaller() ? AdapterWriter.write(plan.type(), plan.lowered(LoweredForm.SYNC), shape)
                    : EntryWriter.write(plan.type(), plan.lifted(), shape);
            bytes += code.module().length;
            if (bytes > MOST_BYTES) {
                throw new LimitException("the calls between the components within it need more than " + MOST_BYTES
                        + " bytes of code", -1);
            }
            return new Made(code, Module.of(store.engine(), new GeneratedModule(code.module())));
        });
    }
}
