package dev.vespula.internal.snapshot;

import dev.vespula.I31;
import dev.vespula.LimitException;
import dev.vespula.LinkException;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.Trap;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.instantiate.Instantiation;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ArrayRef;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ExceptionInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.ReferenceTypes;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.snapshot.StoreImage.CallImage;
import dev.vespula.internal.snapshot.StoreImage.FrameImage;
import dev.vespula.internal.snapshot.StoreImage.InstanceImage;
import dev.vespula.internal.types.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Builds the state of an image in a store. First everything is made and checked against the modules, then linked, then
 * given its content; so an image that does not fit fails before anything that the embedder can see is written to.
 */
public final class StateRestorer {
    /** Of all instances: an instance takes a few bytes of the image, whatever its module has. */
    private static final long MOST_FUNCTIONS = 1 << 24;
    static final String OTHER_IMPORT = "an instance that imports something else than it was given";

    private final StoreImage image;
    private final StoreState store;
    private final ModuleCode[] modules;
    private final HostObjects hostObjects;
    private final GivenExterns imports;
    private final List<ModuleInstance> instances = new ArrayList<>();
    private final ReferenceTypes types;
    private final RestoredContinuations continuations;
    private final RestoredExterns externs;
    private Object[] objects;
    private long functions;

    private StateRestorer(StoreImage image, StoreState store, HostObjects hostObjects, GivenExterns imports) {
        this.image = image;
        this.store = store;
        this.modules = new ModuleCode[image.modules().size()];
        this.hostObjects = hostObjects;
        this.imports = imports;
        this.types = new ReferenceTypes(store.engine);
        this.continuations = new RestoredContinuations(store, instances, types);
        this.externs = new RestoredExterns(image, store, instances, imports);
    }

    /**
     * What was restored.
     *
     * @param instances the instances
     * @param function  the function whose call is suspended, or {@code null} if there is no call
     * @param stack     the call's stack, with its window
     * @param host      the host function that is waited for, or {@code null}
     * @param payload   what it told
     */
    public record Restored(List<ModuleInstance> instances, WasmFunction function, MachineStack stack,
            HostFunctionInstance host, Object payload) {}

    /**
     * Restores everything.
     *
     * @param modules the modules of the image, in its order
     * @param imports what stands for an import of a module
     * @throws SnapshotException if the image does not fit modules, imports or limits
     */
    public static Restored restore(StoreImage image, StoreState store, List<ModuleCode> modules, HostObjects hostObjects,
            BiFunction<ModuleCode, ModuleCode.ImportName, Object> imports) {
        StateRestorer restorer = new StateRestorer(image, store, hostObjects, GivenExterns.byName(imports));
        modules.toArray(restorer.modules);
        return guarded(() -> {
            for (InstanceImage instance : image.instances()) {
                restorer.make(instance);
            }
            return restorer.restoreAll();
        });
    }

    /** Begins to restore instances that are {@linkplain #link linked} one by one. */
    public static StateRestorer of(StoreImage image, StoreState store, HostObjects hostObjects) {
        return new StateRestorer(image, store, hostObjects, GivenExterns.LINKED);
    }

    /**
     * Makes the next instance.
     *
     * @param given what stands for its imports, in their order
     * @throws SnapshotException if it does not fit the image or the limits
     */
    public ModuleInstance link(ModuleCode module, Object[] given) {
        return guarded(() -> {
            if (instances.size() == image.instances().size()) {
                throw new SnapshotException(Reason.WRONG_MODULE, "the snapshot has no more than " + instances.size()
                        + " instances");
            }
            InstanceImage from = image.instances().get(instances.size());
            if (!Arrays.equals(module.hash(), image.modules().get(from.module()).hash())) {
                throw new SnapshotException(Reason.WRONG_MODULE, "instance " + instances.size() + " is of another module");
            }
            modules[from.module()] = module;
            ModuleInstance instance = make(from);
            Instantiation.link(instance, given);
            return instance;
        });
    }

    /**
     * Restores the state of the instances that were linked.
     *
     * @throws SnapshotException if it does not fit what they were linked with, or the limits
     */
    public Restored finish() {
        return guarded(() -> {
            if (instances.size() < image.instances().size() || Arrays.asList(modules).contains(null)) {
                throw new SnapshotException(Reason.WRONG_MODULE, "the snapshot has " + image.instances().size()
                        + " instances, of which only " + instances.size() + " were linked");
            }
            return restoreAll();
        });
    }

    private static <R> R guarded(Supplier<R> restoring) {
        try {
            return restoring.get();
        } catch (LinkException e) {
            throw new SnapshotException(Reason.WRONG_IMPORT, e.getMessage(), e);
        } catch (LimitException | Trap e) {
            throw new SnapshotException(Reason.TOO_LARGE, e.getMessage(), e);
        }
    }

    private Restored restoreAll() {
        externs.makeImported();
        makeObjects();
        for (int i = 0; i < instances.size(); i++) {
            link(i);
        }
        externs.check(objects, types);
        Restored restored = call();
        externs.fill(objects);
        settle();
        return restored;
    }

    private ModuleInstance make(InstanceImage instance) {
        ModuleCode module = modules[instance.module()];
        functions += module.functionCount();
        if (functions > MOST_FUNCTIONS) {
            throw new SnapshotException(Reason.TOO_LARGE,
                    "the instances have more functions than the limit of " + MOST_FUNCTIONS);
        }
        require(instance.imports().length == module.importedFunctionCount()
                && instance.memories().length == module.model.memoryCount()
                && instance.tables().length == module.model.tableCount()
                && instance.globals().length == module.model.globalCount()
                && instance.tags().length == module.model.tagCount()
                && instance.elements().length == module.model.elementCount()
                && instance.droppedData().length == StateCapture.bitBytes(module.model.dataCount()),
                "an instance does not have the parts that its module has");
        ModuleInstance made = Instantiation.blank(store, module);
        instances.add(made);
        externs.makeDefined(instances.size() - 1);
        return made;
    }

    // ---- references

    private void makeObjects() {
        objects = new Object[image.objects().size() + 1];
        for (int i = 1; i < objects.length; i++) {
            objects[i] = make(image.objects().get(i - 1));
        }
        for (int i = 1; i < objects.length; i++) {
            // What a continuation is must be known before any place is checked that refers to it.
            continuations.setTypes(objects[i], image.objects().get(i - 1), this::object);
        }
        for (int i = 1; i < objects.length; i++) {
            fill(objects[i], image.objects().get(i - 1));
        }
    }

    private Object make(ObjectImage object) {
        if (object instanceof ObjectImage.Defined function) {
            ModuleInstance instance = instances.get(function.site().instance());
            int index = function.site().index();
            require(index >= instance.module.importedFunctionCount()
                    && index < instance.module.functionCount(), "a function that its module does not define");
            return instance.function(index);
        }
        if (object instanceof ObjectImage.Imported function) {
            return imported(instances.get(function.site().instance()), function.site().index());
        }
        if (object instanceof ObjectImage.Thrown exception) {
            return exception(exception);
        }
        if (object instanceof ObjectImage.Integer31 integer) {
            return I31.of(integer.value());
        }
        if (object instanceof ObjectImage.Struct struct) {
            ObjectType type = type(struct.type(), TypeKind.STRUCT);
            require(struct.refs().length == type.layout.refs && struct.cells().length == Aggregates.cells(type),
                    "a struct without the fields of its type");
            return StructObject.makeByHost(store, type);
        }
        if (object instanceof ObjectImage.Array array) {
            return array(array);
        }
        if (RestoredContinuations.isContinuation(object)) {
            return ContinuationInstance.blank(store);
        }
        if (object instanceof ObjectImage.Text text) {
            return text.value();
        }
        if (object instanceof ObjectImage.HostFunction function) {
            Object decoded = hostObjects.decode(function.data());
            if (!(decoded instanceof FunctionInstance made) || made.store != store) {
                throw new SnapshotException(Reason.UNSUPPORTED_STATE,
                        "the codec did not give a function of the store for a function that it wrote");
            }
            return decoded;
        }
        Object decoded = hostObjects.decode(((ObjectImage.HostObject) object).data());
        if (decoded == null || decoded instanceof FunctionInstance) {
            throw new SnapshotException(Reason.UNSUPPORTED_STATE, "the codec gave no object for one that it wrote");
        }
        return decoded;
    }

    private ExceptionInstance exception(ObjectImage.Thrown from) {
        TagInstance tag = externs.tag(from.tag());
        Signature values = tag.signature;
        require(from.cells().length == values.paramSlots && from.refs().length == (values.usesRefs ? values.paramSlots : 0),
                "an exception does not have the values that its tag wants");
        return ExceptionInstance.makeByHost(tag);
    }

    private ObjectType type(ObjectImage.TypeSite site, TypeKind kind) {
        ModuleCode module = modules[site.module()];
        require(site.index() < module.model.typeCount(), "an object of no type");
        ObjectType type = store.engine.objectType(module.typeId(site.index()));
        require(type.definition.kind() == kind, "an object of another kind than its type");
        return type;
    }

    private ArrayObject array(ObjectImage.Array from) {
        ObjectType type = type(from.type(), TypeKind.ARRAY);
        int size = Aggregates.elementBytes(type);
        require(size == 0 ? from.bytes().length == 0 : from.refs().length == 0 && from.bytes().length % size == 0,
                "an array of the wrong size");
        return ArrayObject.make(store, type, size == 0 ? from.refs().length : from.bytes().length / size, Growth.BY_HOST);
    }

    /** Gives an object its content, now that all objects exist. */
    private void fill(Object object, ObjectImage from) {
        if (from instanceof ObjectImage.Thrown exception) {
            fill((ExceptionInstance) object, exception);
        } else if (from instanceof ObjectImage.Struct image) {
            Aggregates.fill((StructObject) object, image.cells(), field -> object(image.refs()[field]), types);
        } else if (from instanceof ObjectImage.Array image && image.refs().length > 0) {
            ArrayRef array = (ArrayRef) object;
            for (int i = 0; i < array.items.length; i++) {
                array.items[i] = object(image.refs()[i]);
                require(types.fits(array.type.field(0), array.items[i]), "an element of an array of the wrong type");
            }
        } else if (from instanceof ObjectImage.Array image) {
            Aggregates.fill((ArrayObject) object, image.bytes());
        } else {
            continuations.fill(object, from, this::object);
        }
    }

    private void fill(ExceptionInstance exception, ObjectImage.Thrown from) {
        Signature values = exception.tag.signature;
        System.arraycopy(from.cells(), 0, exception.cells, 0, from.cells().length);
        for (int i = 0; i < values.params.length; i++) {
            if (values.params[i] >= 0) {
                int slot = values.paramSlot(i);
                exception.refs[slot] = object(from.refs()[slot]);
                require(types.fits(values.params[i], exception.refs[slot]),
                        "a value of an exception of the wrong type");
            }
        }
    }

    private FunctionInstance imported(ModuleInstance instance, int index) {
        ModuleCode module = instance.module;
        require(index < module.importedFunctionCount(), "a function that its module does not import");
        ModuleCode.ImportName name = RestoredExterns.importOf(module, ExternKind.FUNCTION, index);
        Object found = imports.find(instance, name);
        if (found == null) {
            throw new SnapshotException(Reason.WRONG_IMPORT, "unknown import: nothing was defined for " + name);
        }
        if (!(found instanceof FunctionInstance function) || function.store != store
                || !module.engine.isFunctionSubtype(function.type, module.signature(index).type)) {
            throw new SnapshotException(Reason.WRONG_IMPORT, "incompatible import type for " + name);
        }
        return function;
    }

    private Object object(int reference) {
        require(reference < objects.length, "a reference to nothing");
        return objects[reference];
    }

    private FunctionInstance function(int reference, String otherwise) {
        require(object(reference) instanceof FunctionInstance, otherwise);
        return (FunctionInstance) object(reference);
    }

    // ---- instances

    private void link(int number) {
        ModuleInstance instance = instances.get(number);
        InstanceImage from = image.instances().get(number);
        if (imports.areLinked()) {
            requireLinked(number);
        } else {
            linkByName(number);
        }
        for (int i = 0; i < from.elements().length; i++) {
            int[] segment = from.elements()[i];
            if (segment != null) {
                instance.elements(i, elements(segment, instance.module.model.element(i).type()));
            }
        }
        for (int i = 0; i < instance.module.model.dataCount(); i++) {
            if ((from.droppedData()[i >> 3] >> (i & 7) & 1) != 0) {
                instance.dropData(i);
            }
        }
    }

    private void requireLinked(int number) {
        externs.requireLinked(number);
        int[] from = image.instances().get(number).imports();
        for (int i = 0; i < from.length; i++) {
            require(object(from[i]) == instances.get(number).functions[i], OTHER_IMPORT);
        }
    }

    private void linkByName(int number) {
        ModuleInstance instance = instances.get(number);
        InstanceImage from = image.instances().get(number);
        ModuleCode.ImportName[] names = instance.module.imports();
        externs.define(number, instance, from);
        Object[] given = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            int index = names[i].index();
            given[i] = switch (names[i].kind()) {
                case FUNCTION -> function(from.imports()[index], "an import that is not a function");
                case MEMORY -> instance.memories[index];
                case TABLE -> instance.tables[index];
                case GLOBAL -> instance.globals[index];
                case TAG -> instance.tags[index];
            };
        }
        Instantiation.link(instance, given);
    }

    private Object[] elements(int[] references, int type) {
        Object[] values = new Object[references.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = object(references[i]);
            require(types.fits(type, values[i]), "an element of the wrong type");
        }
        return values;
    }

    // ---- the call

    private Restored call() {
        CallImage call = image.call();
        if (call == null) {
            return new Restored(instances, null, null, null, null);
        }
        require(object(call.function()) instanceof WasmFunction, "a call of something else than a function of a module");
        WasmFunction function = (WasmFunction) object(call.function());
        Object host = object(call.host());
        if (host instanceof WasmFunction) {
            throw new SnapshotException(Reason.WRONG_IMPORT, "the function that the call waits for is not the host's");
        }
        require(host == null || host instanceof HostFunctionInstance, "a call that waits for something else than a function");
        List<Activation.Frame> frames = frames(instances, call.frames());
        Object[] refs = call.refs() == null ? null : new Object[call.refs().length];
        for (int i = 0; refs != null && i < refs.length; i++) {
            refs[i] = object(call.refs()[i]);
        }
        Activation activation = new Activation(frames, call.cells(), refs, call.base(), (HostFunctionInstance) host);
        try {
            MachineStack stack = store.engine.executor.restore(store, function, activation);
            return new Restored(instances, function, stack, activation.host(), object(call.payload()));
        } catch (Activation.Mismatch e) {
            throw refused(e);
        }
    }

    static List<Activation.Frame> frames(List<ModuleInstance> instances, List<FrameImage> images) {
        List<Activation.Frame> frames = new ArrayList<>();
        for (FrameImage frame : images) {
            ModuleInstance instance = instances.get(frame.instance());
            require(frame.function() >= instance.module.importedFunctionCount()
                    && frame.function() < instance.module.functionCount(), "a frame of no function");
            frames.add(new Activation.Frame(instance, frame.function(), frame.pc(), frame.slots(), frame.fingerprint()));
        }
        return frames;
    }

    /** Frames do not fit the code of their functions. */
    static SnapshotException refused(Activation.Mismatch mismatch) {
        return new SnapshotException(switch (mismatch.kind()) {
            case OTHER_CODE -> Reason.OTHER_CODE;
            case TOO_LARGE -> Reason.TOO_LARGE;
            case IMPOSSIBLE -> Reason.CORRUPT;
        }, mismatch.getMessage(), mismatch);
    }

    private void settle() {
        // What the restoring code has given stays: a file must not make more of it.
        if (store.engine.metered && !store.sharesFuel() && store.fuel == 0) {
            store.fuel = image.fuel();
        }
        if (store.engine.translationPrice == 0) {
            return;
        }
        for (int i = 0; i < instances.size(); i++) {
            ModuleInstance instance = instances.get(i);
            byte[] paid = image.instances().get(i).paid();
            int imported = instance.module.importedFunctionCount();
            for (int k = 0; k < instance.unpaid.length - imported && k >> 3 < paid.length; k++) {
                if ((paid[k >> 3] >> (k & 7) & 1) != 0) {
                    instance.unpaid[imported + k] = false;
                }
            }
        }
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw SnapshotInput.corrupt(otherwise);
        }
    }
}
