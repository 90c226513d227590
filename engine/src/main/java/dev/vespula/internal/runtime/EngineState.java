package dev.vespula.internal.runtime;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.FuelCosts;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.policy.Watching;
import dev.vespula.internal.stop.Deadlines;
import dev.vespula.internal.stop.Epochs;
import dev.vespula.internal.translate.Translator;
import dev.vespula.internal.translate.TranslatorOptions;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.values.JavaReferences;
import dev.vespula.types.DefinedType;
import dev.vespula.types.FuncType;

/** What all stores and modules of an engine share. Thread-safe. */
public final class EngineState {
    /** How the engine was configured. */
    public final Config config;
    /** When and how it compiles. */
    public final TierPolicy policy;
    /** Who is told what it does. */
    public final Watching watching;
    /** The engine's types. */
    public final TypeRegistry types = new TypeRegistry();
    /** Translates between the engine's types and the public ones. */
    public final PublicTypes publicTypes = new PublicTypes(types);
    /** Whether execution is metered. */
    public final boolean metered;
    /** Fuel for each byte of a function's body at its first call in an instance; 0 where translation is free. */
    public final long translationPrice;
    /** Bytes that one unit of fuel moves in bulk operations. */
    public final long bytesPerFuel;
    /** What run-time objects are for users. */
    public final ApiObjects api;
    /** What becomes of references in the hands of users. */
    public final JavaReferences references = new EngineReferences(this);
    /** Makes the code of functions. */
    public final Translator translator;
    /** The machine; set once. */
    public Executor executor;
    /** The compiled tier; one that looks for its compiler is replaced by what it finds. */
    public volatile CompiledTier tier;
    /** Sets the stop signal of stores whose deadline passes. */
    public final Deadlines deadlines = new Deadlines();
    /** What happens in the engine. */
    public final EngineActivity activity = new EngineActivity();
    /** The epoch, and the stores with deadlines by it. */
    public final Epochs epochs = new Epochs();

    /** Belongs to the machine: what tells of all executions; null if nothing does. */
    public Object tracer;
    /** Belongs to the API: the classes it has made for types of the user. */
    public volatile Object bindings;
    /** What the engine gives for imports itself; null until it is asked for. */
    public volatile ProvidedImports provided;

    /** An engine that has no machine and no compiled tier yet. */
    public EngineState(Config config, ApiObjects api) {
        this.config = config;
        this.api = api;
        this.policy = config.tierPolicy();
        this.watching = config.watching();
        this.metered = config.isMetered();
        this.translationPrice = translationPrice(config);
        int bytes = config.fuelCosts().bytesCopiedPerFuel();
        this.bytesPerFuel = bytes == 0 ? Long.MAX_VALUE : bytes;
        this.translator = new Translator(TranslatorOptions.of(config));
    }

    private static long translationPrice(Config config) {
        if (!config.isMetered() || config.compilationMode() == CompilationMode.EAGER) {
            return 0;
        }
        FuelCosts costs = config.fuelCosts();
        long validation = config.compilationMode() == CompilationMode.LAZY ? costs.fuelPerByteValidated() : 0;
        return costs.fuelPerByteTranslated() + validation;
    }

    /** The signature of the function type with a canonical id; always the same object. */
    public Signature signature(int id) {
        return signature(types.get(id));
    }

    /** The struct, array or continuation type with a canonical id; always the same object. */
    public ObjectType objectType(int id) {
        TypeDefinition type = types.get(id);
        ObjectType known = (ObjectType) type.made;
        if (known != null) {
            return known;
        }
        synchronized (type) {
            if (type.made == null) {
                type.made = new ObjectType(publicTypes, references, type);
            }
            return (ObjectType) type.made;
        }
    }

    /**
     * A type of structs or arrays that a user has.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public ObjectType objectType(DefinedType type, TypeKind kind) {
        int id = HeapTypes.id(publicTypes.heapType(type));
        if (types.get(id).kind() != kind) {
            throw new IllegalArgumentException(type + " is no type of " + (kind == TypeKind.STRUCT ? "structs" : "arrays"));
        }
        return objectType(id);
    }

    /** The signature of a final function type without supertype. */
    Signature signature(int[] params, int[] results) {
        return signature(types.function(params, results));
    }

    /** The signature of a function type; always the same object. */
    private static Signature signature(TypeDefinition type) {
        Signature known = (Signature) type.made;
        if (known != null) {
            return known;
        }
        synchronized (type) {
            if (type.made == null) {
                type.made = new Signature(type);
            }
            return (Signature) type.made;
        }
    }

    /** The signature of a public function type. */
    public Signature signature(FuncType type) {
        return signature(publicTypes.funcType(type));
    }

    /** Whether a function of canonical type {@code actual} may be called as one of type {@code wanted}. */
    public boolean isFunctionSubtype(int actual, int wanted) {
        return actual == wanted || types.get(actual).isSubtypeOf(types.get(wanted));
    }
}
