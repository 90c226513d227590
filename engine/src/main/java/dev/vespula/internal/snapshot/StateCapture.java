package dev.vespula.internal.snapshot;

import dev.vespula.I31;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.GcObject;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.snapshot.StoreImage.CallImage;
import dev.vespula.internal.snapshot.StoreImage.FrameImage;
import dev.vespula.internal.snapshot.StoreImage.GlobalImage;
import dev.vespula.internal.snapshot.StoreImage.InstanceImage;
import dev.vespula.internal.snapshot.StoreImage.ModuleImage;
import dev.vespula.internal.snapshot.StoreImage.Site;
import dev.vespula.internal.snapshot.StoreImage.TableImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the image of what some instances, and a suspended call if there is one, reach in their store. Whatever is found is
 * numbered at once and looked into later, so that cycles end and deep structures need no deep stack. What an object's
 * image says of it (the instance that imports a host function) may only be known at the end, so images come last.
 */
public final class StateCapture {
    private final StoreState store;
    private final HostObjects hostObjects;
    private final Numbering<ModuleCode> modules = new Numbering<>();
    private final Numbering<ModuleInstance> instances = new Numbering<>();
    private final Numbering<LinearMemory> memories = new Numbering<>();
    private final Numbering<TableInstance> tables = new Numbering<>();
    private final Numbering<GlobalCell> globals = new Numbering<>();
    private final Numbering<TagInstance> tags = new Numbering<>();
    private final Numbering<Object> objects = new Numbering<>();
    /** Where memories, tables, globals, tags and host functions are declared. */
    private final Map<Object, Site> sites = new IdentityHashMap<>();
    /** Where types are declared, by canonical id; filled when first needed. */
    private final Map<Integer, ObjectImage.TypeSite> types = new HashMap<>();

    /** A capture in a store that no thread executes in. */
    public StateCapture(StoreState store, HostObjects hostObjects) {
        this.store = store;
        this.hostObjects = hostObjects;
    }

    /** An instance that the image must have; those added first come first in it. */
    public void add(ModuleInstance instance) {
        instances.of(instance);
    }

    /** The modules of the image, in its order. */
    public List<ModuleCode> modules() {
        return List.copyOf(modules.all);
    }

    /** A reference that the image must have. */
    int reference(Object raw) {
        if (raw == null) {
            return 0;
        }
        return objects.of(raw) + 1;
    }

    /** The image of a call. */
    public CallImage call(WasmFunction function, Activation activation, long required, Object payload, String failure) {
        instances.of(function.instance);
        List<FrameImage> frames = frames(activation);
        int[] refs = activation.refs() == null ? null : references(activation.refs(), activation.refs().length);
        return new CallImage(reference(function), frames, activation.cells(), refs, activation.base(),
                reference(activation.host()), required, reference(payload), failure);
    }

    private List<FrameImage> frames(Activation activation) {
        List<FrameImage> frames = new ArrayList<>();
        for (Activation.Frame frame : activation.frames()) {
            frames.add(new FrameImage(instances.of(frame.instance()), frame.function(), frame.pc(), frame.slots(),
                    frame.fingerprint()));
        }
        return frames;
    }

    /** The image of all that was added and what it reaches. */
    public StoreImage image(CallImage call) {
        discover();
        return new StoreImage(store.engine.metered && !store.sharesFuel() ? store.fuel : 0,
                modules.images(module -> new ModuleImage(module.hash(), null)),
                instances.images(this::instanceImage),
                memories.images(memory -> MemoryImage.of(memory, site(memory))),
                tables.images(this::tableImage),
                globals.images(global -> new GlobalImage(site(global), global.bits, global.high, reference(global.ref))),
                tags.images(this::site),
                objects.images(this::objectImage),
                call, Map.of());
    }

    /** Numbers all that is reachable. */
    private void discover() {
        while (instances.hasNew() || tables.hasNew() || globals.hasNew() || objects.hasNew()) {
            if (instances.hasNew()) {
                look(instances.next());
            } else if (tables.hasNew()) {
                TableInstance table = tables.next();
                references(table.elements, table.size);
            } else if (globals.hasNew()) {
                reference(globals.next().ref);
            } else {
                look(objects.next());
            }
        }
    }

    private void look(ModuleInstance instance) {
        modules.of(instance.module);
        for (int i = 0; i < instance.module.importedFunctionCount(); i++) {
            FunctionInstance function = instance.function(i);
            reference(function);
            if (function instanceof HostFunctionInstance) {
                sites.putIfAbsent(function, new Site(instances.of(instance), i));
            }
        }
        look(instance, ExternKind.MEMORY, instance.memories, memories);
        look(instance, ExternKind.TABLE, instance.tables, tables);
        look(instance, ExternKind.GLOBAL, instance.globals, globals);
        look(instance, ExternKind.TAG, instance.tags, tags);
        for (int i = 0; i < instance.module.model.elementCount(); i++) {
            references(instance.elements(i), instance.elements(i).length);
        }
    }

    /** Numbers what stands in an index space and notes where it is declared. */
    private <E> void look(ModuleInstance instance, ExternKind kind, E[] space, Numbering<E> numbers) {
        int imported = instance.module.importedCount(kind);
        for (int i = 0; i < space.length; i++) {
            numbers.of(space[i]);
            Site here = new Site(instances.of(instance), i);
            if (i >= imported) {
                sites.put(space[i], here);
            } else {
                sites.putIfAbsent(space[i], here);
            }
        }
    }

    private void look(Object object) {
        if (object instanceof WasmFunction function) {
            instances.of(function.instance);
        } else if (object instanceof ExceptionInstance exception) {
            tags.of(exception.tag);
            if (exception.refs != null) {
                references(exception.refs, exception.refs.length);
            }
        } else if (object instanceof StructObject struct) {
            references(Aggregates.references(struct), struct.type.layout.refs);
        } else if (object instanceof ArrayObject array) {
            Object[] elements = Aggregates.references(array);
            references(elements, elements.length);
        } else if (object instanceof ContinuationInstance continuation) {
            continuation(continuation);
        }
    }

    /** Numbers what a continuation reaches, too. */
    private ObjectImage continuation(ContinuationInstance continuation) {
        return switch (continuation.state()) {
            case CONSUMED -> new ObjectImage.Consumed();
            case NEW -> new ObjectImage.Fresh(reference(continuation.function()), continuation.cells(),
                    references(continuation.refs()));
            case SUSPENDED -> {
                Activation activation = store.engine.executor.activation(continuation);
                yield new ObjectImage.Suspended(frames(activation), activation.cells(), references(activation.refs()));
            }
        };
    }

    private int[] references(Object[] raw) {
        return raw == null ? new int[0] : references(raw, raw.length);
    }

    private InstanceImage instanceImage(ModuleInstance instance) {
        ModuleCode module = instance.module;
        int[] imports = new int[module.importedFunctionCount()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = reference(instance.function(i));
        }
        int[][] elements = new int[module.model.elementCount()][];
        for (int i = 0; i < elements.length; i++) {
            if (!instance.isElementsDropped(i)) {
                elements[i] = references(instance.elements(i), instance.elements(i).length);
            }
        }
        byte[] dropped = new byte[bitBytes(module.model.dataCount())];
        for (int i = 0; i < module.model.dataCount(); i++) {
            if (instance.isDataDropped(i)) {
                dropped[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        return new InstanceImage(modules.of(module), imports, memories.of(instance.memories), tables.of(instance.tables),
                globals.of(instance.globals), tags.of(instance.tags), elements, dropped, paid(instance));
    }

    private Site site(Object extern) {
        Site site = sites.get(extern);
        if (site == null) {
            throw new SnapshotException(Reason.UNSUPPORTED_STATE,
                    "a tag of an exception that no instance in the snapshot defines or imports");
        }
        return site;
    }

    private int[] references(Object[] raw, int count) {
        int[] references = new int[count];
        for (int i = 0; i < count; i++) {
            references[i] = reference(raw[i]);
        }
        return references;
    }

    private TableImage tableImage(TableInstance table) {
        int[] lengths = new int[8];
        int[] refs = new int[8];
        int runs = 0;
        for (int i = 0; i < table.size; i++) {
            int reference = reference(table.elements[i]);
            if (runs > 0 && refs[runs - 1] == reference) {
                lengths[runs - 1]++;
                continue;
            }
            if (runs == refs.length) {
                lengths = Arrays.copyOf(lengths, 2 * runs);
                refs = Arrays.copyOf(refs, 2 * runs);
            }
            lengths[runs] = 1;
            refs[runs++] = reference;
        }
        return new TableImage(site(table), new TableImage.TableLimits(table.shape().minimum(), table.shape().maximum()),
                Arrays.copyOf(lengths, runs), Arrays.copyOf(refs, runs));
    }

    private ObjectImage objectImage(Object object) {
        if (object instanceof WasmFunction function) {
            return new ObjectImage.Defined(new Site(instances.of(function.instance), function.code.index));
        }
        if (object instanceof HostFunctionInstance) {
            Site site = sites.get(object);
            return site == null ? new ObjectImage.HostFunction(hostObjects.encode(object))
                    : new ObjectImage.Imported(site);
        }
        if (object instanceof ExceptionInstance exception) {
            return new ObjectImage.Thrown(tags.of(exception.tag), exception.cells,
                    exception.refs == null ? new int[0] : references(exception.refs, exception.refs.length));
        }
        if (object instanceof ContinuationInstance continuation) {
            return continuation(continuation);
        }
        if (object instanceof I31 integer) {
            return new ObjectImage.Integer31(integer.signed());
        }
        if (object instanceof StructObject struct) {
            return new ObjectImage.Struct(type(struct), Aggregates.numbers(struct),
                    references(Aggregates.references(struct), struct.type.layout.refs));
        }
        if (object instanceof ArrayObject array) {
            Object[] elements = Aggregates.references(array);
            return new ObjectImage.Array(type(array), Aggregates.bytes(array), references(elements, elements.length));
        }
        return object instanceof String text ? new ObjectImage.Text(text)
                : new ObjectImage.HostObject(hostObjects.encode(object));
    }

    private ObjectImage.TypeSite type(GcObject object) {
        if (types.isEmpty()) {
            for (int i = 0; i < modules.all.size(); i++) {
                ModuleModel model = modules.all.get(i).model;
                for (int k = 0; k < model.typeCount(); k++) {
                    types.putIfAbsent(model.typeId(k), new ObjectImage.TypeSite(i, k));
                }
            }
        }
        ObjectImage.TypeSite site = types.get(object.type.definition.id());
        if (site == null) {
            throw new SnapshotException(Reason.UNSUPPORTED_STATE,
                    "an object of a type that no module in the snapshot declares: " + object);
        }
        return site;
    }

    private static byte[] paid(ModuleInstance instance) {
        ModuleCode module = instance.module;
        if (!module.engine.metered) {
            return new byte[0];
        }
        int imported = module.importedFunctionCount();
        byte[] bits = new byte[bitBytes(module.functionCount() - imported)];
        for (int i = imported; i < module.functionCount(); i++) {
            if (!instance.unpaid[i]) {
                bits[i - imported >> 3] |= (byte) (1 << (i - imported & 7));
            }
        }
        return bits;
    }

    static int bitBytes(int bits) {
        return bits + 7 >> 3;
    }

    /** Objects in the order in which they were first met, by identity. */
    private static final class Numbering<E> {
        private final Map<E, Integer> numbers = new IdentityHashMap<>();
        private final List<E> all = new ArrayList<>();
        private int looked;

        int of(E object) {
            Integer known = numbers.get(object);
            if (known == null) {
                known = all.size();
                numbers.put(object, known);
                all.add(object);
            }
            return known;
        }

        int[] of(E[] space) {
            int[] found = new int[space.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = of(space[i]);
            }
            return found;
        }

        /** Whether one was met that nobody has looked at. */
        boolean hasNew() {
            return looked < all.size();
        }

        E next() {
            return all.get(looked++);
        }

        <I> List<I> images(Function<E, I> image) {
            List<I> images = new ArrayList<>(all.size());
            for (E object : all) {
                images.add(image.apply(object));
            }
            return images;
        }
    }
}
