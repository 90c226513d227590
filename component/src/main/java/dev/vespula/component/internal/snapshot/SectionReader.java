package dev.vespula.component.internal.snapshot;

import dev.vespula.ReferenceCodec;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.HandleTable;
import dev.vespula.component.internal.runtime.Loans;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a section into what was made of the same component again. Whatever is read is checked against that. */
public final class SectionReader {
    private final SectionInput in;
    private final Assembly assembly;
    private final ReferenceCodec codec;
    private Task[] tasks;
    private Object[] objects;

    private SectionReader(byte[] section, Assembly assembly, ReferenceCodec codec) {
        this.in = new SectionInput(section);
        this.assembly = assembly;
        this.codec = codec;
    }

    /**
     * Makes sure that the section is of this component.
     *
     * @throws SnapshotException if it is of another one, or of another version
     */
    public static void check(byte[] section, byte[] hash) {
        new SectionReader(section, null, null).check(hash);
    }

    /**
     * Reads a section.
     *
     * @param hash of the component
     * @return the paused call; null if there is none
     * @throws SnapshotException if it does not fit
     */
    public static PausedState read(byte[] section, byte[] hash, Assembly assembly, ReferenceCodec codec) {
        SectionReader reader = new SectionReader(section, assembly, codec);
        reader.check(hash);
        return reader.read();
    }

    private void check(byte[] hash) {
        int version = in.u8();
        if (version != Section.VERSION) {
            throw new SnapshotException(Reason.UNSUPPORTED_VERSION, "the section of the component is of version " + version
                    + ", not " + Section.VERSION);
        }
        if (!Arrays.equals(in.bytes(Section.HASH_BYTES), hash)) {
            throw new SnapshotException(Reason.WRONG_MODULE, "the snapshot is of another component");
        }
    }

    private PausedState read() {
        resources();
        tasks = new Task[in.count(Integer.BYTES)];
        objects();
        states();
        loans();
        PausedState call = call();
        in.finish();
        return call;
    }

    private void resources() {
        List<ResourceClass> resources = assembly.resources();
        boolean isSame = in.count(1) == resources.size();
        for (int i = 0; isSame && i < resources.size(); i++) {
            isSame = (in.u8() == Section.OF_HOST) == resources.get(i).isHost();
        }
        if (!isSame) {
            throw new SnapshotException(Reason.WRONG_IMPORT,
                    "the resource types that the linker defines are others than those of the"
                            + " snapshot");
        }
    }

    private void objects() {
        objects = new Object[in.count(2 * Integer.BYTES)];
        for (int i = 0; i < objects.length; i++) {
            int type = in.i32();
            Section.require(type == Section.PAYLOAD || type >= 0 && type < assembly.resources().size() && assembly.resources()
                    .get(
                            type).isHost(), "an object of no type of the host");
            ReferenceCodec own = type == Section.PAYLOAD ? null : assembly.resources().get(type).codec();
            try {
                objects[i] = (own == null ? codec : own).read(in.sized());
            } catch (IOException e) {
                throw new SnapshotException(Reason.UNSUPPORTED_STATE, "an object of the host cannot be read: " + e.getMessage(),
                        e);
            }
            if (objects[i] == null) {
                throw Section.unsupported("the codec gave no object for one that it wrote");
            }
        }
    }

    private Task task(int number) {
        Section.require(number >= 0 && number < tasks.length, "a call that is none");
        if (tasks[number] == null) {
            tasks[number] = new Task();
        }
        return tasks[number];
    }

    private void states() {
        List<ComponentState> states = assembly.states();
        Section.require(in.count(1) == states.size(), "another number of instances than the component has");
        for (ComponentState state : states) {
            state.flags().restore(in.u8());
            int backpressure = in.i32();
            Section.require(backpressure >= 0 && backpressure <= ComponentState.MOST_BACKPRESSURE,
                    "a counter that is too large");
            state.addBackpressure(backpressure - state.backpressure());
            state.putContext(context(state));
            table(state.handles());
        }
    }

    private long[] context(ComponentState state) {
        boolean isThere = in.flag();
        Section.require(isThere == (state.context(0) != null), "slots of a thread that has none");
        return isThere ? new long[] {in.i64(), in.i64()} : null;
    }

    private void table(HandleTable table) {
        int end = in.count(Integer.BYTES);
        Section.require(end >= 1 && end <= HandleTable.MOST_HANDLES + 1, "a table of handles that is too large");
        int[] freed = new int[in.count(Integer.BYTES)];
        Section.require(freed.length < end, "more free handles than handles");
        boolean[] isFree = new boolean[end];
        for (int i = 0; i < freed.length; i++) {
            freed[i] = in.index(end);
            Section.require(freed[i] > 0 && !isFree[freed[i]], "a handle that is free twice");
            isFree[freed[i]] = true;
        }
        Handle[] handles = new Handle[end];
        for (int i = 1; i < end; i++) {
            if (!isFree[i]) {
                handles[i] = handle();
            }
        }
        table.restore(handles, freed);
    }

    private Handle handle() {
        ResourceClass type = assembly.resources().get(in.index(assembly.resources().size()));
        int owner = in.i32();
        Object representation = type.isHost() ? object(type) : Integer.valueOf(in.i32());
        return owner == Section.OWNS ? Handle.owning(type, representation) : Handle.lent(type, representation, task(owner));
    }

    private Object object(ResourceClass type) {
        int number = in.index(objects.length);
        if (!type.hostClass().isInstance(objects[number])) {
            throw Section.unsupported("the codec gave an object of " + objects[number].getClass()
                    + " for a resource of type " + type);
        }
        return objects[number];
    }

    private List<Handle> handles() {
        int count = in.count(2 * Integer.BYTES);
        List<Handle> handles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HandleTable table = assembly.states().get(in.index(assembly.states().size())).handles();
            Handle handle = table.at(in.index(table.end()));
            Section.require(handle != null, "a handle that is lent and free");
            handles.add(handle);
        }
        return handles;
    }

    private void loans() {
        Section.require(in.count(2 * Integer.BYTES) == assembly.loans().size(),
                "another number of calls than the component has");
        for (Loans loans : assembly.loans()) {
            loans.restore(task(in.i32()));
            handles().forEach(loans.lends()::add);
        }
    }

    private PausedState call() {
        int kind = in.u8();
        if (kind == Section.NO_CALL) {
            return null;
        }
        Section.require(kind == Section.IN_GUEST || kind == Section.IN_HOST, "a call of no kind");
        LiftedFunction function = assembly.lifted().get(in.index(assembly.lifted().size()));
        Task task = task(in.i32());
        long[] context = context(function.guest().state());
        FromHost taker = new FromHost(new Object[0]);
        LiftedFunction.Activation activation = function.restored(taker, task, context);
        return new PausedState(activation, taker, kind == Section.IN_GUEST ? null : suspension());
    }

    private LoweredSuspension suspension() {
        LoweredFunction function = assembly.lowered().get(in.index(assembly.lowered().size()));
        long[] values = new long[in.count(Long.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.i64();
        }
        List<Handle> lent = handles();
        int payload = in.i32();
        Section.require(payload == Section.NULL || payload >= 0 && payload < objects.length, "a payload that is nothing");
        try {
            return function.restored(values, lent, payload == Section.NULL ? null : objects[payload]);
        } catch (IllegalArgumentException e) {
            throw Section.corrupt(e.getMessage());
        }
    }
}
