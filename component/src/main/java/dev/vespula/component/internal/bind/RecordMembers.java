package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.runtime.UserCode;
import dev.vespula.internal.typed.UserClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes records of a class and takes them apart.
 *
 * @param constructor takes an array of the components, and gives an object
 * @param readers take an object
 */
record RecordMembers(Class<?> type, List<RecordComponent> components, MethodHandle constructor, List<MethodHandle> readers) {

    /**
     * Those of a class.
     *
     * @throws IllegalArgumentException if it is not accessible
     */
    static RecordMembers of(Class<?> type, UserLookup lookup) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        MethodType parameters = MethodType.methodType(void.class, components.stream().map(RecordComponent::getType).toList());
        try {
            MethodHandle constructor = UserClasses.constructor(type, parameters, lookup.given());
            return new RecordMembers(type, components, constructor.asType(constructor.type().generic()).asSpreader(
                    Object[].class,
                    components.size()), components.stream().map(component -> generic(lookup.unbound(component.getAccessor())))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the constructor of " + type.getName() + " is not accessible to module"
                    + " dev.vespula: make the record public and export the package, open it, or pass a lookup", e);
        }
    }

    private static MethodHandle generic(MethodHandle handle) {
        return handle.asType(handle.type().generic());
    }

    /** The index of the component for a label; -1 if there is none. */
    int indexOf(String label) {
        for (int i = 0; i < components.size(); i++) {
            if (JavaNames.match(components.get(i), components.get(i).getName(), label, JavaNames.camel(label))) {
                return i;
            }
        }
        return -1;
    }

    /** The names of the components. */
    Stream<String> names() {
        return components.stream().map(RecordComponent::getName);
    }

    Object read(int index, Object value) {
        try {
            return (Object) readers.get(index).invokeExact(value);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }

    Object make(Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw UserCode.thrown(e);
        }
    }
}
