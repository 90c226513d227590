package dev.vespula.internal.interop;

/** Reads method descriptors. */
final class Descriptors {
    private Descriptors() {}

    /** The name of a class as class files write it. */
    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Stack or local slots of a type, given by the first character of its descriptor. */
    static int slots(char type) {
        return switch (type) {
            case 'V' -> 0;
            case 'J', 'D' -> 2;
            default -> 1;
        };
    }

    /** First character of the return type. */
    static char returnKind(String descriptor) {
        return descriptor.charAt(descriptor.indexOf(')') + 1);
    }

    /** First character of a type's descriptor. */
    static char kind(Class<?> type) {
        return type.descriptorString().charAt(0);
    }

    /** Slots of all parameters, without the receiver. */
    static int paramSlots(String descriptor) {
        int slots = 0;
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            char type = descriptor.charAt(at);
            slots += slots(type);
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
        }
        return slots;
    }
}
