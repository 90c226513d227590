package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.List;

/** The core function types of lifted and lowered functions, and which options these need. CanonicalABI.md, "Flattening". */
final class Signatures {
    private final Validation validation;
    private final CanonOptions options;

    Signatures(Validation validation, CanonOptions options) {
        this.validation = validation;
        this.options = options;
    }

    /** The type that a core function must have to be lifted. */
    TypeDefinition lifted(FunctionNode function) {
        for (ValueNode param : function.params) {
            if (validation.values.containsPointer(param)) {
                options.requireRealloc();
            }
        }
        List<NumType> params = validation.flattening.parameters(function.type);
        if (params.size() > Flattening.MAX_FLAT_PARAMS) {
            options.requireRealloc();
            params = List.of(NumType.I32);
        }
        List<NumType> results = validation.flattening.result(function.type);
        if (!options.isAsync()) {
            if (results.size() > Flattening.MAX_FLAT_RESULTS) {
                options.requireMemory();
                results = List.of(NumType.I32);
            }
            return type(params, results);
        }
        // The result goes to task.return; what such a function returns itself is what its callback returns too.
        if (function.result != null
                && (results.size() > Flattening.MAX_FLAT_PARAMS || validation.values.containsPointer(function.result))) {
            options.requireMemory();
        }
        return type(params, options.hasCallback() ? List.of(NumType.I32) : List.of());
    }

    /** The type of the core function that a function is lowered to. */
    TypeDefinition lowered(FunctionNode function) {
        int most = options.isAsync() ? Flattening.MAX_FLAT_ASYNC_PARAMS : Flattening.MAX_FLAT_PARAMS;
        for (ValueNode param : function.params) {
            if (validation.values.containsPointer(param)) {
                options.requireMemory();
            }
        }
        List<NumType> params = new ArrayList<>(validation.flattening.parameters(function.type));
        if (params.size() > most) {
            options.requireMemory();
            params = new ArrayList<>(List.of(NumType.I32));
        }
        if (function.result != null && validation.values.containsPointer(function.result)) {
            options.requireRealloc();
        }
        List<NumType> results = validation.flattening.result(function.type);
        boolean isInMemory = options.isAsync() ? function.result != null : results.size() > Flattening.MAX_FLAT_RESULTS;
        if (isInMemory) {
            options.requireMemory();
            params.add(NumType.I32);
            results = List.of();
        }
        return type(params, options.isAsync() ? List.of(NumType.I32) : results);
    }

    private TypeDefinition type(List<NumType> params, List<NumType> results) {
        return validation.registry.function(ints(params), ints(results));
    }

    private static int[] ints(List<NumType> types) {
        return types.stream().mapToInt(PublicTypes::number).toArray();
    }
}
