package dev.vespula.internal.interop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a class file of fields and of methods without branches (so without stack maps but for exception handlers), whose constants may
 * come from the class data of a hidden class. Version 61, Java 17.
 */
final class ClassFileWriter {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_VERSION = 61;
    private static final int ACC_PUBLIC = 1;
    private static final int ACC_FINAL = 0x10;
    private static final int ACC_SUPER = 0x20;
    private static final int TAG_UTF8 = 1;
    private static final int TAG_INTEGER = 3;
    private static final int TAG_CLASS = 7;
    private static final int TAG_FIELD = 9;
    private static final int TAG_METHOD = 10;
    private static final int TAG_NAME_AND_TYPE = 12;
    private static final int TAG_METHOD_HANDLE = 15;
    private static final int TAG_DYNAMIC = 17;
    private static final int REF_INVOKE_STATIC = 6;
    private static final String CLASS_DATA_AT =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;";

    private final String superName;
    private final int thisClass;
    private final int superClass;
    private final int[] interfaces;
    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final DataOutputStream poolOut = new DataOutputStream(pool);
    private final Map<String, Integer> poolIndex = new HashMap<>();
    private int poolCount = 1;
    private final List<int[]> fields = new ArrayList<>();
    private final List<CodeWriter> methods = new ArrayList<>();
    /** Constant-pool indices of the one argument of each bootstrap method, all being {@code classDataAt}. */
    private final List<Integer> bootstrapArguments = new ArrayList<>();

    ClassFileWriter(String name, String superName, String... interfaces) {
        this.superName = superName;
        this.thisClass = classEntry(name);
        this.superClass = classEntry(superName);
        this.interfaces = new int[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            this.interfaces[i] = classEntry(interfaces[i]);
        }
    }

    /** Adds a field that the constructor sets: in a hidden class the JIT compiler trusts it not to change. */
    void finalField(String name, Class<?> type) {
        fields.add(new int[] {ACC_FINAL, utf8(name), utf8(type.descriptorString())});
    }

    /** Begins a method; its code is what is appended to the result. */
    CodeWriter method(int access, String name, String descriptor) {
        CodeWriter code = new CodeWriter(this, access, utf8(name), utf8(descriptor), descriptor);
        methods.add(code);
        return code;
    }

    /** Adds the constructor without arguments. */
    void defaultConstructor() {
        method(ACC_PUBLIC, "<init>", "()V").loadReference(0).invokeSpecial(superName, "<init>", "()V").returnVoid();
    }

    byte[] toByteArray() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            int code = utf8("Code");
            int bootstrap = bootstrapArguments.isEmpty() ? 0 : utf8("BootstrapMethods");
            int classDataAt = bootstrapArguments.isEmpty() ? 0 : classDataAt();
            out.writeInt(MAGIC);
            out.writeInt(MAJOR_VERSION);
            out.writeShort(poolCount);
            pool.writeTo(out);
            out.writeShort(ACC_PUBLIC | ACC_FINAL | ACC_SUPER);
            out.writeShort(thisClass);
            out.writeShort(superClass);
            out.writeShort(interfaces.length);
            for (int each : interfaces) {
                out.writeShort(each);
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
                method.writeTo(out, code);
            }
            writeBootstrapMethods(out, bootstrap, classDataAt);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeBootstrapMethods(DataOutputStream out, int attribute, int classDataAt) throws IOException {
        if (bootstrapArguments.isEmpty()) {
            out.writeShort(0);
            return;
        }
        out.writeShort(1);
        out.writeShort(attribute);
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
        return entry("U" + text, () -> {
            poolOut.writeByte(TAG_UTF8);
            poolOut.writeUTF(text);
        });
    }

    int classEntry(String name) {
        int text = utf8(name);
        return entry("C" + text, () -> {
            poolOut.writeByte(TAG_CLASS);
            poolOut.writeShort(text);
        });
    }

    int fieldEntry(String owner, String name, String descriptor) {
        return memberEntry(TAG_FIELD, owner, name, descriptor);
    }

    int methodEntry(String owner, String name, String descriptor) {
        return memberEntry(TAG_METHOD, owner, name, descriptor);
    }

    private int memberEntry(int tag, String owner, String name, String descriptor) {
        int ownerClass = classEntry(owner);
        int nameAndType = nameAndType(name, descriptor);
        return entry("M" + tag + ":" + ownerClass + ":" + nameAndType, () -> {
            poolOut.writeByte(tag);
            poolOut.writeShort(ownerClass);
            poolOut.writeShort(nameAndType);
        });
    }

    private int nameAndType(String name, String descriptor) {
        int nameText = utf8(name);
        int descriptorText = utf8(descriptor);
        return entry("N" + nameText + ":" + descriptorText, () -> {
            poolOut.writeByte(TAG_NAME_AND_TYPE);
            poolOut.writeShort(nameText);
            poolOut.writeShort(descriptorText);
        });
    }

    int integer(int value) {
        return entry("I" + value, () -> {
            poolOut.writeByte(TAG_INTEGER);
            poolOut.writeInt(value);
        });
    }

    /** The element of the class data's list with an index, as a constant of the given type. */
    int classData(int index, String descriptor) {
        int argument = integer(index);
        int nameAndType = nameAndType("_", descriptor);
        return entry("D" + index + descriptor, () -> {
            poolOut.writeByte(TAG_DYNAMIC);
            poolOut.writeShort(bootstrapArguments.size());
            poolOut.writeShort(nameAndType);
            bootstrapArguments.add(argument);
        });
    }

    private int classDataAt() {
        int method = methodEntry("java/lang/invoke/MethodHandles", "classDataAt", CLASS_DATA_AT);
        return entry("H" + method, () -> {
            poolOut.writeByte(TAG_METHOD_HANDLE);
            poolOut.writeByte(REF_INVOKE_STATIC);
            poolOut.writeShort(method);
        });
    }

    private int entry(String key, EntryWriter writer) {
        Integer known = poolIndex.get(key);
        if (known != null) {
            return known;
        }
        try {
            writer.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        poolIndex.put(key, poolCount);
        return poolCount++;
    }

    @FunctionalInterface
    private interface EntryWriter {
        void write() throws IOException;
    }
}
