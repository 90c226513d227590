package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.StringJoiner;

/** Writes down what a validator tells, such as {@code "localGet(0) i32Const(1) numeric(i32.add)"}. */
final class RecordingSink {
    private final StringJoiner events = new StringJoiner(" ");
    /** How often {@code instruction} was called since the last other event. */
    private int announced;

    CodeSink sink() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            record(method, arguments == null ? new Object[0] : arguments);
            return null;
        };
        return (CodeSink) Proxy.newProxyInstance(
                CodeSink.class.getClassLoader(), new Class<?>[] {CodeSink.class}, handler);
    }

    String text() {
        return events.toString();
    }

    private void record(Method method, Object[] arguments) {
        String name = method.getName();
        if (name.equals("instruction")) {
            announced++;
            return;
        }
        boolean isStart = name.equals("begin");
        if (announced != (isStart ? 0 : 1)) {
            throw new AssertionError(name + " after " + announced + " announcements, told: " + events);
        }
        announced = 0;
        if (isStart || name.equals("finish")) {
            return;
        }
        StringJoiner list = new StringJoiner(",", name + "(", ")");
        for (Object argument : arguments) {
            list.add(text(argument));
        }
        events.add(list.toString());
    }

    private static String text(Object argument) {
        if (argument instanceof Opcode opcode) {
            return opcode.mnemonic();
        }
        if (argument instanceof int[] ints) {
            return Arrays.toString(ints).replace(" ", "");
        }
        if (argument instanceof Object[] objects) {
            return Arrays.toString(objects);
        }
        return String.valueOf(argument);
    }
}
