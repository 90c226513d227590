package dev.vespula.internal.classfile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a class file of fields and methods, whose constants may come from the class data of a hidden class. Version 61, Java 17. */
public final class ClassFileWriter {
    /** Access of members. */
    public static final int PUBLIC = 1;
    /** Access of members. */
    public static final int STATIC = 8;
    /** The name of constructors. */
    public static final String CONSTRUCTOR = "<init>";

    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_VERSION = 61;
    private static final int FINAL = 0x10;
    private static final int SUPER = 0x20;
    private static final int TAG_UTF8 = 1;
    private static final int TAG_INTEGER = 3;
    private static final int TAG_CLASS = 7;
    private static final int TAG_FIELD = 9;
    private static final int TAG_METHOD = 10;
    private static final int TAG_NAME_AND_TYPE = 12;
    private static final int TAG_METHOD_HANDLE = 15;
    private static final int TAG_DYNAMIC = 17;
    private static final int REF_INVOKE_STATIC = 6;
    private static final MethodType CLASS_DATA_AT = MethodType.methodType(Object.class, MethodHandles.Lookup.class,
            String.class, Class.class, int.class);

    private final String name;
    private final String superName;
    private final String[] interfaces;
    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final DataOutputStream poolOut = new DataOutputStream(pool);
    private final Map<List<Object>, Integer> poolIndex = new HashMap<>();
    private int poolCount = 1;
    private final List<int[]> fields = new ArrayList<>();
    private final List<CodeWriter> methods = new ArrayList<>();
    /** Constant-pool indices of the one argument of each bootstrap method, all being {@code classDataAt}. */
    private final List<Integer> bootstrapArguments = new ArrayList<>();

    /** A class with a name as {@link Class#getName} gives it. */
    public ClassFileWriter(String name, Class<?> superClass, Class<?>... interfaces) {
        this.name = internalName(name);
        this.superName = internalName(superClass.getName());
        this.interfaces = new String[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            this.interfaces[i] = internalName(interfaces[i].getName());
        }
    }

    static String internalName(String name) {
        return name.replace('.', '/');
    }

    /** Adds a field that the constructor sets: in a hidden class the JIT compiler trusts it not to change. */
    public void finalField(String field, Class<?> type) {
        fields.add(new int[] {FINAL, utf8(field), utf8(type.descriptorString())});
    }

    /** Begins a method; its code is what is appended to the result. */
    public CodeWriter method(int access, String method, MethodType type) {
        CodeWriter code = new CodeWriter(this, access, method, type);
        methods.add(code);
        return code;
    }

    /** Begins a method that implements one of a class above. */
    public CodeWriter implementation(Method method) {
        return method(PUBLIC, method.getName(),
                MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
    }

    /** Begins a constructor, with the call of the one of the class above, which takes nothing. */
    public CodeWriter constructor(Class<?>... params) {
        return method(PUBLIC, CONSTRUCTOR, MethodType.methodType(void.class, params)).load(Object.class, 0)
                .superConstructor(superName);
    }

    /** The class file. */
    public byte[] toByteArray() {
        try {
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            writeRest(new DataOutputStream(rest));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(MAJOR_VERSION);
            out.writeShort(poolCount);
            pool.writeTo(out);
            rest.writeTo(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what follows the constant pool, which grows meanwhile. */
    private void writeRest(DataOutputStream out) throws IOException {
        out.writeShort(PUBLIC | FINAL | SUPER);
        out.writeShort(classEntry(name));
        out.writeShort(classEntry(superName));
        out.writeShort(interfaces.length);
        for (String each : interfaces) {
            out.writeShort(classEntry(each));
        }
        out.writeShort(fields.size());
        for (int[] field : fields) {
            for (int part : field) {
                out.writeShort(part);
            }
            out.writeShort(0);
        }
        out.writeShort(methods.size());
        for (CodeWriter method : methods) {
            method.writeTo(out);
        }
        if (bootstrapArguments.isEmpty()) {
            out.writeShort(0);
            return;
        }
        int classDataAt = entry(TAG_METHOD_HANDLE, (byte) REF_INVOKE_STATIC, (short) methodEntry(
                internalName(MethodHandles.class.getName()), "classDataAt", CLASS_DATA_AT));
        out.writeShort(1);
        out.writeShort(utf8("BootstrapMethods"));
        out.writeInt(2 + 6 * bootstrapArguments.size());
        out.writeShort(bootstrapArguments.size());
        for (int argument : bootstrapArguments) {
            out.writeShort(classDataAt);
            out.writeShort(1);
            out.writeShort(argument);
        }
    }

    // ---- constant pool

    int utf8(String text) {
        return entry(TAG_UTF8, text);
    }

    int classEntry(String internalName) {
        return entry(TAG_CLASS, (short) utf8(internalName));
    }

    int ownField(String field, Class<?> type) {
        return entry(TAG_FIELD, (short) classEntry(name), (short) nameAndType(field, type.descriptorString()));
    }

    int methodEntry(String owner, String method, MethodType type) {
        return entry(TAG_METHOD, (short) classEntry(owner), (short) nameAndType(method, type.descriptorString()));
    }

    private int nameAndType(String member, String descriptor) {
        return entry(TAG_NAME_AND_TYPE, (short) utf8(member), (short) utf8(descriptor));
    }

    /** The element of the class data's list with an index, a method handle, as a constant. */
    int classData(int index) {
        int bootstrap = bootstrapArguments.size();
        bootstrapArguments.add(entry(TAG_INTEGER, index));
        return entry(TAG_DYNAMIC, (short) bootstrap, (short) nameAndType("_", MethodHandle.class.descriptorString()));
    }

    /** The index of an entry, whose parts are as wide as their types. */
    private int entry(int tag, Object... parts) {
        List<Object> key = new ArrayList<>(List.of(parts));
        key.add(tag);
        Integer known = poolIndex.get(key);
        if (known != null) {
            return known;
        }
        try {
            poolOut.writeByte(tag);
            for (Object part : parts) {
                if (part instanceof String text) {
                    poolOut.writeUTF(text);
                } else if (part instanceof Integer value) {
                    poolOut.writeInt(value);
                } else if (part instanceof Short value) {
                    poolOut.writeShort(value);
                } else {
                    poolOut.writeByte((Byte) part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        poolIndex.put(key, poolCount);
        return poolCount++;
    }
}
