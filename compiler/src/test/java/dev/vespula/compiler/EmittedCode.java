package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.internal.compiled.CodeLoader;
import dev.vespula.internal.runtime.ModuleCode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The classes that were compiled for a module and have not been loaded yet: the sizes of their methods. */
final class EmittedCode {
    private EmittedCode() {}

    /** Bytes of each method's code, by class and method. */
    static Map<String, Integer> methodSizes(Module module) throws Exception {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Map.Entry<String, byte[]> one : classes(module).entrySet()) {
            read(one.getKey(), one.getValue(), sizes);
        }
        return sizes;
    }

    /** Whether a name occurs in a class. */
    static boolean mentions(Module module, String name) throws Exception {
        for (byte[] bytes : classes(module).values()) {
            if (new String(bytes, StandardCharsets.ISO_8859_1).contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The code of a module's functions. */
    static ModuleCode code(Module module) throws ReflectiveOperationException {
        return (ModuleCode) field(module, Module.class, "code");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, byte[]> classes(Module module) throws Exception {
        Object compiled = code(module).compiled;
        CodeLoader loader = (CodeLoader) field(compiled, compiled.getClass(), "loader");
        return (Map<String, byte[]>) field(loader, CodeLoader.class, "pending");
    }

    /** A module that is compiled, but not loaded by the JVM. */
    static Module compiled(byte[] wasm) {
        Engine engine = new Program(Way.COMPILED, new Config()).engine;
        return Module.of(engine, wasm);
    }

    private static Object field(Object object, Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }

    private static void read(String name, byte[] bytes, Map<String, Integer> sizes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipBytes(8);
        String[] strings = constants(in);
        in.skipBytes(6);
        in.skipBytes(2 * in.readUnsignedShort());
        members(in, strings, null, null);
        members(in, strings, name, sizes);
    }

    private static String[] constants(DataInputStream in) throws IOException {
        String[] strings = new String[in.readUnsignedShort()];
        for (int k = 1; k < strings.length; k++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> strings[k] = in.readUTF();
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    k++;
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> throw new IOException("constant of kind " + tag);
            }
        }
        return strings;
    }

    private static void members(DataInputStream in, String[] strings, String owner, Map<String, Integer> sizes)
            throws IOException {
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            in.skipBytes(2);
            String name = strings[in.readUnsignedShort()];
            in.skipBytes(2);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String attribute = strings[in.readUnsignedShort()];
                int length = in.readInt();
                if (sizes != null && attribute.equals("Code")) {
                    in.skipBytes(4);
                    sizes.put(owner + "." + name, in.readInt());
                    length -= 8;
                }
                in.skipNBytes(length);
            }
        }
    }
}
