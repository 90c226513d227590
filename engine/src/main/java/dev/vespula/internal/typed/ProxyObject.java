package dev.vespula.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object that implements an interface of the user where no class can be defined for that: a proxy, which calls method handles. */
public final class ProxyObject implements InvocationHandler {
    private final Map<Method, MethodHandle> calls = new HashMap<>();
    private final Class<?> type;
    private final Object behind;

    private ProxyObject(Class<?> type, Object behind) {
        this.type = type;
        this.behind = behind;
    }

    /**
     * An object.
     *
     * @param methods that are to be implemented
     * @param calls   what each of them calls, with its arguments
     * @param behind  what {@link #behind} gives, and what describes the object; may be null
     */
    public static Object of(Class<?> type, List<Method> methods, List<MethodHandle> calls, Object behind) {
        ProxyObject made = new ProxyObject(type, behind);
        for (int i = 0; i < methods.size(); i++) {
            made.calls.put(methods.get(i), spread(calls.get(i)));
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, made);
    }

    /** What stands behind an object that was made here; null for others. */
    public static Object behind(Object object) {
        return Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object) instanceof ProxyObject made
                ? made.behind
                : null;
    }

    private static MethodHandle spread(MethodHandle handle) {
        return handle.asType(handle.type().generic()).asSpreader(Object[].class, handle.type().parameterCount());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        MethodHandle call = calls.get(method);
        if (call != null) {
            return (Object) call.invokeExact(arguments);
        }
        if (method.isDefault()) {
            return UserClasses.lookupIn(method.getDeclaringClass()).unreflectSpecial(method, method.getDeclaringClass()).bindTo(
                    proxy)
                    .invokeWithArguments(arguments);
        }
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> behind != null ? behind.toString() : type.getName() + "@" + Integer.toHexString(System.identityHashCode(
                    proxy));
        };
    }
}
