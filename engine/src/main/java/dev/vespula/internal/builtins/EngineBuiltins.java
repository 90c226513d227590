package dev.vespula.internal.builtins;

import dev.vespula.InvalidException;
import dev.vespula.LinkException;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.instantiate.ImportDefinition;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ProvidedImports;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.util.HashMap;
import java.util.Map;

/** What an engine gives for imports itself: functions of the sets that it has, and string constants. Immutable. */
public final class EngineBuiltins implements ProvidedImports {
    private static final int STRING = ValTypes.nonNull(HeapTypes.EXTERN);

    private final EngineState engine;
    private final Map<String, Map<String, Function>> functions = new HashMap<>();
    /** The module whose imports are string constants; null for none. */
    private final String constants;

    /**
     * A function.
     *
     * @param type     as the proposal and compilers have it
     * @param nullable the same with results that may be null, as the specification has it; kept, as {@code type}, because ids are compared
     */
    private record Function(ImportDefinition definition, TypeDefinition type, TypeDefinition nullable) {
        boolean has(int wanted) {
            return wanted == type.id() || wanted == nullable.id();
        }
    }

    private EngineBuiltins(EngineState engine) {
        this.engine = engine;
        this.constants = engine.config.stringConstants().orElse(null);
        Builtin.Arrays arrays = Builtin.Arrays.of(engine.types);
        for (Builtin builtin : Builtin.values()) {
            if (engine.config.has(builtin.set)) {
                functions.computeIfAbsent(builtin.set.module(), any -> new HashMap<>()).put(builtin.label,
                        new Function(new ImportDefinition.HostOfAnyType(new BuiltinBody(builtin)),
                                builtin.type(engine.types, arrays, Builtin.Results.AS_THEY_ARE),
                                builtin.type(engine.types, arrays, Builtin.Results.NULLABLE)));
            }
        }
    }

    /** What an engine gives; {@link ProvidedImports#NONE} if nothing. */
    public static ProvidedImports of(EngineState engine) {
        ProvidedImports known = engine.provided;
        if (known == null) {
            synchronized (engine) {
                known = engine.provided;
                if (known == null) {
                    known = engine.config.builtins().isEmpty() && engine.config.stringConstants().isEmpty() ? NONE
                            : new EngineBuiltins(engine);
                    engine.provided = known;
                }
            }
        }
        return known;
    }

    /** What an engine gives for an import of a module, of the type that it wants; null if nothing. */
    public static ImportDefinition find(ModuleCode module, ModuleCode.ImportName wanted) {
        if (!(module.provided instanceof EngineBuiltins builtins)) {
            return null;
        }
        if (wanted.module().equals(builtins.constants)) {
            return new ImportDefinition.Text(wanted.name());
        }
        Function function = builtins.function(wanted.module(), wanted.name());
        return function == null ? null : function.definition.linkedTo(module, wanted);
    }

    @Override
    public boolean has(ModuleCode.ImportName name) {
        return name.module().equals(constants) || function(name.module(), name.name()) != null;
    }

    private Function function(String module, String name) {
        Map<String, Function> ofSet = functions.get(module);
        return ofSet == null ? null : ofSet.get(name);
    }

    /**
     * Checks that a module imports what the engine gives by types which that has.
     *
     * @throws InvalidException if not
     */
    public static void check(EngineState engine, ModuleModel module) {
        if (of(engine) instanceof EngineBuiltins builtins) {
            for (int i = 0; i < module.importCount(); i++) {
                Function function = builtins.function(module.importModule(i), module.importName(i));
                if (module.importModule(i).equals(builtins.constants)) {
                    builtins.checkConstant(module, i);
                } else if (function != null) {
                    builtins.checkFunction(module, i, function);
                }
            }
        }
    }

    private void checkFunction(ModuleModel module, int number, Function given) {
        boolean isFunction = module.importKind(number) == ExternKind.FUNCTION;
        int wanted = isFunction ? module.functionTypeId(module.importIndex(number)) : -1;
        if (!isFunction || !given.has(wanted)) {
            throw ModuleError.BUILTIN_TYPE.at(module.importOffset(number),
                    PrintableName.of(module.importModule(number), module.importName(number)),
                    ExternTypes.text(ExternTypes.function(engine, given.type.id())),
                    isFunction ? ExternTypes.text(ExternTypes.function(engine, wanted)) : "something else");
        }
    }

    private void checkConstant(ModuleModel module, int number) {
        int index = module.importIndex(number);
        boolean fits = module.importKind(number) == ExternKind.GLOBAL && !module.isGlobalMutable(index)
                && engine.types.isSubtype(STRING, module.globalType(index));
        if (!fits) {
            throw ModuleError.STRING_CONSTANT_TYPE.at(module.importOffset(number),
                    PrintableName.of(module.importModule(number), module.importName(number)));
        }
    }

    /**
     * All imports of a module in order, of those that somebody gives for the others.
     *
     * @throws LinkException if these are too few or too many
     */
    public static Object[] complete(StoreState store, ModuleCode module, Object[] given) {
        if (module.provided == NONE) {
            return given;
        }
        ModuleCode.ImportName[] names = module.imports();
        Object[] all = new Object[names.length];
        int used = 0;
        for (int i = 0; i < all.length; i++) {
            ImportDefinition own = find(module, names[i]);
            if (own != null) {
                all[i] = own.in(store);
            } else {
                all[i] = used < given.length ? given[used] : null;
                used++;
            }
        }
        if (used != given.length) {
            throw new LinkException("the module has " + used + " imports but " + given.length + " were given"
                    + module.inMessages());
        }
        return all;
    }
}
