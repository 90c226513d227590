package dev.vespula.component.internal.snapshot;

import dev.vespula.ReferenceCodec;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.HandleTable;
import dev.vespula.component.internal.runtime.Loans;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.Task;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the section. Tasks and objects are numbered as they are met, and how many tasks there are stands in front, so the parts are
 * put together at the end.
 */
public final class SectionWriter {
    private final Assembly assembly;
    private final ReferenceCodec codec;
    private final Map<Task, Integer> tasks = new IdentityHashMap<>();
    private final Map<Object, Integer> objects = new IdentityHashMap<>();
    private final Map<Handle, Place> places = new IdentityHashMap<>();
    private final ByteArrayOutputStream objectBytes = new ByteArrayOutputStream();
    private final DataOutputStream objectsOut = new DataOutputStream(objectBytes);

    /** Where a handle is. */
    private record Place(int state, int index) {}

    private SectionWriter(Assembly assembly, ReferenceCodec codec) {
        this.assembly = assembly;
        this.codec = codec;
    }

    /**
     * The section of what was made together.
     *
     * @param hash  of the component
     * @param codec writes objects of the host whose type has no codec of its own, and payloads
     * @param call  the paused call; null if there is none
     * @throws dev.vespula.SnapshotException if something cannot be written
     */
    public static byte[] write(Assembly assembly, byte[] hash, ReferenceCodec codec, PausedState call) {
        SectionWriter writer = new SectionWriter(assembly, codec);
        writer.check(call);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            byte[] state = writer.state(call);
            out.writeByte(Section.VERSION);
            out.write(hash);
            writer.resources(out);
            out.writeInt(writer.tasks.size());
            out.writeInt(writer.objects.size());
            writer.objectBytes.writeTo(out);
            out.write(state);
        } catch (IOException e) {
            throw new AssertionError("a stream in memory", e);
        }
        return bytes.toByteArray();
    }

    /** Refuses what has no place in a snapshot. */
    private void check(PausedState call) {
        if (call != null && !call.activation().function().isSynchronous()) {
            throw Section.unsupported("the function that is called has the asynchronous form");
        }
        for (ComponentState state : assembly.states()) {
            if (call == null && state.flags().bits() != 0) {
                throw Section.unsupported(
                        "a call of the instance is under way or has trapped: if it is paused, it is the call of which"
                                + " a snapshot can be made");
            }
        }
        for (ResourceClass type : assembly.resources()) {
            if (!type.isHost() && !assembly.has(type.implementer())) {
                throw Section.unsupported("the resource type " + type + " is of a component that was instantiated on its own");
            }
        }
    }

    private void resources(DataOutputStream out) throws IOException {
        List<ResourceClass> resources = assembly.resources();
        out.writeInt(resources.size());
        for (ResourceClass resource : resources) {
            out.writeByte(resource.isHost() ? Section.OF_HOST : Section.OF_GUEST);
        }
    }

    private byte[] state(PausedState call) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<ComponentState> states = assembly.states();
        out.writeInt(states.size());
        for (int i = 0; i < states.size(); i++) {
            state(i, states.get(i), out);
        }
        out.writeInt(assembly.loans().size());
        for (Loans loans : assembly.loans()) {
            out.writeInt(number(loans.task()));
            handles(loans.lends().handles(), out);
        }
        call(call, out);
        return bytes.toByteArray();
    }

    private void state(int number, ComponentState state, DataOutputStream out) throws IOException {
        out.writeByte(state.flags().bits());
        out.writeInt(state.backpressure());
        context(state.context(0) == null ? null : new long[] {state.context(0).i64(), state.context(1).i64()}, out);
        HandleTable table = state.handles();
        int[] freed = table.freed();
        out.writeInt(table.end());
        out.writeInt(freed.length);
        for (int index : freed) {
            out.writeInt(index);
        }
        for (int i = 1; i < table.end(); i++) {
            Handle handle = table.at(i);
            if (handle != null) {
                places.put(handle, new Place(number, i));
                handle(handle, out);
            }
        }
    }

    private void context(long[] content, DataOutputStream out) throws IOException {
        out.writeBoolean(content != null);
        if (content != null) {
            out.writeLong(content[0]);
            out.writeLong(content[1]);
        }
    }

    private void handle(Handle handle, DataOutputStream out) throws IOException {
        ResourceClass type = handle.type();
        int number = assembly.number(type);
        if (number < 0) {
            throw Section.unsupported("a handle of the resource type " + type + ", which is of another component");
        }
        out.writeInt(number);
        out.writeInt(handle.owns() ? Section.OWNS : number(handle.scope()));
        out.writeInt(type.isHost() ? object(handle.representation(), number) : (Integer) handle.representation());
    }

    private int number(Task task) {
        return tasks.computeIfAbsent(task, met -> tasks.size());
    }

    private int object(Object object, int type) throws IOException {
        Integer known = objects.get(object);
        if (known != null) {
            return known;
        }
        ReferenceCodec own = type == Section.PAYLOAD ? null : assembly.resources().get(type).codec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            (own == null ? codec : own).write(object, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new SnapshotException(Reason.UNSUPPORTED_STATE, (type == Section.PAYLOAD
                    ? "what the host told when it paused the call" : "a resource of type " + assembly.resources().get(type))
                    + ", an object of " + object.getClass() + ", cannot be written: " + e.getMessage(), e);
        }
        objectsOut.writeInt(type);
        objectsOut.writeInt(bytes.size());
        bytes.writeTo(objectsOut);
        int number = objects.size();
        objects.put(object, number);
        return number;
    }

    private void handles(List<Handle> handles, DataOutputStream out) throws IOException {
        out.writeInt(handles.size());
        for (Handle handle : handles) {
            Place place = places.get(handle);
            if (place == null) {
                throw Section.unsupported(
                        "a handle that was lent to a call is of a component that was instantiated on its own");
            }
            out.writeInt(place.state);
            out.writeInt(place.index);
        }
    }

    private void call(PausedState call, DataOutputStream out) throws IOException {
        if (call == null) {
            out.writeByte(Section.NO_CALL);
            return;
        }
        LiftedFunction.Activation activation = call.activation();
        LoweredSuspension suspension = call.suspension();
        out.writeByte(suspension == null ? Section.IN_GUEST : Section.IN_HOST);
        out.writeInt(assembly.lifted().indexOf(activation.function()));
        out.writeInt(number(activation.task()));
        context(activation.context(), out);
        if (suspension != null) {
            out.writeInt(assembly.lowered().indexOf(suspension.function()));
            out.writeInt(suspension.values().length);
            for (long value : suspension.values()) {
                out.writeLong(value);
            }
            handles(suspension.lent(), out);
            out.writeInt(suspension.payload() == null ? Section.NULL : object(suspension.payload(), Section.PAYLOAD));
        }
    }
}
