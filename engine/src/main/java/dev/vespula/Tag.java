package dev.vespula;

import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.types.FuncType;
import dev.vespula.types.TagType;

/**
 * A tag: exceptions are caught by it, suspensions of {@linkplain Continuation continuations} are handled by it, and it says
 * what values they carry.
 *
 * <pre>{@code
 * Tag notFound = Tag.of(store, FuncType.of(ValType.I32));
 * new Linker<Void>(engine).define("env", "not-found", notFound)
 *         .func("env", "find", FuncType.of(ValType.I32), (caller, args) -> {
 *             throw new WasmThrown(notFound, args.i32(0));
 *         });
 * }</pre>
 */
public final class Tag implements Extern {
    private final TagInstance instance;

    private Tag(TagInstance instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * Makes a new tag, different from every other.
     *
     * @param values the parameters are the types of the values that exceptions and suspensions carry, the results those of what
     *               comes back to what suspends; without {@link Feature#STACK_SWITCHING} there are none
     * @throws IllegalArgumentException if it has results without that
     */
    public static Tag of(Store<?> store, FuncType values) {
        if (!values.results().isEmpty() && !store.engine().config().has(Feature.STACK_SWITCHING)) {
            throw new IllegalArgumentException("a tag has no results: " + values);
        }
        return of(new TagInstance(store.state(), store.state().engine.signature(values)));
    }

    static Tag of(TagInstance instance) {
        return instance.handle != null ? (Tag) instance.handle : new Tag(instance);
    }

    TagInstance instance() {
        return instance;
    }

    @Override
    public TagType type() {
        return ExternTypes.of(instance);
    }

    @Override
    public String toString() {
        return "Tag " + type().type();
    }
}
