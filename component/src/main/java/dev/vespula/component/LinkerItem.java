package dev.vespula.component;

import dev.vespula.component.internal.bind.HostMethod;
import dev.vespula.component.internal.instantiate.Entity;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.UserCode;
import java.util.concurrent.CompletionStage;

/** What a linker has under a name. */
sealed interface LinkerItem<T> {

    /** A function of the host. */
    record OfFunction<T>(ComponentHostFunction<T> function) implements LinkerItem<T> {
        /** Calls it; what it throws is thrown as it is. */
        Object call(HostCall<T> call, Object[] args) {
            try {
                return function.call(call, args);
            } catch (Exception e) {
                throw UserCode.thrown(e);
            }
        }
    }

    /** An asynchronous function of the host. */
    record OfAsyncFunction<T>(AsyncComponentHostFunction<T> function) implements LinkerItem<T> {
        /** Begins its work; what it throws is thrown as it is. */
        CompletionStage<?> call(HostCall<T> call, Object[] args) {
            try {
                return function.call(call, args);
            } catch (Exception e) {
                throw UserCode.thrown(e);
            }
        }
    }

    /** A method of an object of the host. */
    record OfMethod<T>(HostMethod method) implements LinkerItem<T> {}

    /** A resource type of the host. */
    record OfResource<T>(ResourceClass type) implements LinkerItem<T> {}

    /** An instance of the host's making. */
    record OfInstance<T>(LinkerInstance<T> instance) implements LinkerItem<T> {}

    /** Something that exists. */
    record OfEntity<T>(Entity entity) implements LinkerItem<T> {}
}
