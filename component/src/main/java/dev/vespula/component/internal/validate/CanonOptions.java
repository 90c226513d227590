package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.List;

/** The options of a canonical definition, each at most once. CanonicalABI.md, "Canonical Definitions". */
final class CanonOptions {
    private static final int I32 = ValTypes.I32;

    private final Scope scope;
    private final int offset;
    private StringEncoding encoding;
    private boolean memory;
    private boolean async;
    private boolean hasRealloc;
    private int realloc;
    private boolean hasPostReturn;
    private int postReturn;
    private boolean hasCallback;
    private int callback;

    CanonOptions(Scope scope, List<CanonOption> options, int offset) {
        this.scope = scope;
        this.offset = offset;
        options.forEach(this::add);
        check();
    }

    boolean isAsync() {
        return async;
    }

    boolean hasCallback() {
        return hasCallback;
    }

    private void add(CanonOption option) {
        if (option instanceof CanonOption.OfEncoding of) {
            if (encoding != null) {
                throw Refusal.invalid(offset, "canonical encoding option `" + word(encoding)
                        + "` conflicts with option `" + word(of.encoding()) + "`");
            }
            encoding = of.encoding();
        } else if (option instanceof CanonOption.OfMemory of) {
            once(memory, "memory");
            checkMemory(scope, of.memory(), offset);
            memory = true;
        } else if (option instanceof CanonOption.OfRealloc of) {
            once(hasRealloc, "realloc");
            hasRealloc = true;
            realloc = of.function();
        } else if (option instanceof CanonOption.OfPostReturn of) {
            once(hasPostReturn, "post-return");
            hasPostReturn = true;
            postReturn = of.function();
        } else if (option instanceof CanonOption.OfCallback of) {
            once(hasCallback, "callback");
            hasCallback = true;
            callback = of.function();
        } else {
            once(async, "async");
            scope.validation.require(offset, ComponentFeature.ASYNC, "the canonical option `async`");
            async = true;
        }
    }

    private void once(boolean isThere, String option) {
        if (isThere) {
            throw Refusal.invalid(offset, "canonical option `" + option + "` is specified more than once");
        }
    }

    private static String word(StringEncoding encoding) {
        return encoding == StringEncoding.LATIN1_UTF16 ? "latin1-utf16" : encoding.text();
    }

    /** Fails unless pointers of the canonical ABI can point into a memory. */
    static void checkMemory(Scope scope, int index, int offset) {
        MemoryEntry memory = scope.core.memory(index, offset).memory();
        if (memory.shared()) {
            throw Refusal.invalid(offset, "mismatch in the shared flag for memories: it must not be shared");
        }
        if (memory.address64()) {
            scope.validation.require(offset, ComponentFeature.MEMORY64, "a 64-bit memory");
        }
    }

    private void check() {
        if (hasCallback && !async) {
            throw Refusal.invalid(offset, "cannot specify callback without async");
        }
        if (async && hasPostReturn) {
            throw Refusal.invalid(offset, "cannot specify post-return function in async");
        }
        if (!hasRealloc) {
            return;
        }
        if (!memory) {
            throw Refusal.invalid(offset, "canonical option `realloc` requires `memory` to also be specified");
        }
        checkSignature("realloc", scope.core.function(realloc, offset), new int[] {I32, I32, I32, I32},
                new int[] {I32});
    }

    private void checkSignature(String option, TypeDefinition type, int[] params, int[] results) {
        if (!Arrays.equals(type.params(), params) || !Arrays.equals(type.results(), results)) {
            throw Refusal.invalid(offset,
                    "canonical option `" + option + "` uses a core function with an incorrect signature");
        }
    }

    void requireMemory() {
        if (!memory) {
            throw Refusal.invalid(offset, "canonical option `memory` is required");
        }
    }

    void requireRealloc() {
        requireMemory();
        if (!hasRealloc) {
            throw Refusal.invalid(offset, "canonical option `realloc` is required");
        }
    }

    /** For functions that are lowered, and for built-in ones. */
    void checkLower() {
        if (hasPostReturn) {
            throw Refusal.invalid(offset, "canonical option `post-return` cannot be specified for lowerings");
        }
        if (hasCallback) {
            throw Refusal.invalid(offset, "canonical option `callback` cannot be specified for lowerings");
        }
    }

    /** For functions that are lifted from a core function of a type. */
    void checkLift(TypeDefinition core) {
        if (hasPostReturn) {
            checkSignature("post-return", scope.core.function(postReturn, offset), core.results(), new int[0]);
        }
        if (hasCallback) {
            checkSignature("callback", scope.core.function(callback, offset), new int[] {I32, I32, I32},
                    new int[] {I32});
        } else if (async) {
            scope.validation.require(offset, ComponentFeature.ASYNC_STACKFUL, "an async lift without a callback");
        }
    }

    void checkAsync(FunctionNode function) {
        if (async && !function.async) {
            throw Refusal.invalid(offset, "the `async` canonical option requires an async function type");
        }
    }

    /** Fails if there is an option that a built-in function cannot have. */
    void refuse(boolean isThere, String option, String builtin) {
        if (isThere) {
            throw Refusal.invalid(offset, "cannot specify `" + option + "` option on `" + builtin + "`");
        }
    }

    void requireSync(String builtin) {
        refuse(async, "async", builtin);
    }

    void refuseRealloc(String builtin) {
        refuse(hasRealloc, "realloc", builtin);
        refuse(hasPostReturn, "post-return", builtin);
    }
}
