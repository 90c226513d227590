package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleTypes;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class with the code of some functions of a module. Types, tests and entries are constants of the class, which it gets
 * from its loader when it is initialised.
 */
public final class UnitClass {
    /** Ints in one string constant: each char takes up to three bytes of at most 65,535. */
    private static final int TABLE_PIECE = 10_000;

    /** Entries of the constant pool, of at most 65,535, with which a class takes no further method. */
    private static final int AMPLE_POOL = 40_000;
    /** Constants that the class initialiser sets itself; those beyond are set by methods that it calls. */
    private static final int MOST_FINAL = 2_000;

    /** Java variable of the class initialiser. */
    private static final int LOADER = 0;

    /** The module. */
    public final ModuleCode module;
    /** Its name in class files. */
    public final String name;
    private final String source;
    private final CodeForm form;
    /** Null if the code is only measured. */
    private final ClassWriter writer;
    private final Map<String, Constant> constants = new LinkedHashMap<>();

    private int probes;

    private record Constant(String type, Consumer<Code> value) {}

    /** An empty class. */
    public UnitClass(ModuleCode module, String name, String source, CodeForm form) {
        this(module, name, source, form, new ClassWriter(0));
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_PUBLIC, name, null, Jdk.OBJECT, null);
        writer.visitSource(source, null);
    }

    private UnitClass(ModuleCode module, String name, String source, CodeForm form, ClassWriter writer) {
        this.module = module;
        this.name = name;
        this.source = source;
        this.form = form;
        this.writer = writer;
    }

    /**
     * What takes code of a class of the same name, for the sake of its size, and writes nothing. A whole function as one
     * method would take ASM long: time grows with the square of the branches to a label.
     */
    public UnitClass scratch() {
        return new UnitClass(module, name, source, form, null);
    }

    /** An empty class for more code of the same kind. */
    public UnitClass further(String name) {
        return new UnitClass(module, name, source, form);
    }

    /** Whether the code is made for a memory 0 whose array has exactly its size. */
    public boolean isExact() {
        return form.memory() == MemoryForm.EXACT;
    }

    /** How the code computes with vectors. */
    public VectorCode vectors() {
        return form.vectors();
    }

    /** The method that checks whether memory 0 is what the code is made for. */
    public JavaMethod memoryCheck() {
        return isExact() ? Engine.MemoryChecks.REQUIRE_EXACT : Engine.MemoryChecks.REQUIRE_FLAT;
    }

    /** Whether a further method, of any content, might be too much for the class. */
    public boolean isFull() {
        return constants.size() > MOST_FINAL || writer.newUTF8("probe" + probes++) > AMPLE_POOL;
    }

    /** Begins a static method. */
    public MethodVisitor method(String method, String descriptor) {
        if (writer == null) {
            return new MethodVisitor(Opcodes.ASM9) {
                // Everything is ignored.
            };
        }
        MethodVisitor made = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method, descriptor, null, null);
        made.visitCode();
        return made;
    }

    /** Ends the class. */
    public byte[] toBytes() {
        if (!constants.isEmpty()) {
            initializer();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /**
     * Writes the class initialiser. Its method may have 64 KB; constants for which it has no room are no final fields, since
     * only it could set those, and cost a load each time.
     */
    private void initializer() {
        List<Map.Entry<String, Constant>> all = List.copyOf(constants.entrySet());
        List<String> further = new ArrayList<>();
        for (int from = MOST_FINAL; from < all.size(); from += MOST_FINAL) {
            String name = "constants" + from;
            further.add(name);
            setConstants(name, all.subList(from, Math.min(all.size(), from + MOST_FINAL)), 0, List.of());
        }
        setConstants(JavaMethod.INITIALIZER, all.subList(0, Math.min(all.size(), MOST_FINAL)), Opcodes.ACC_FINAL, further);
    }

    private void setConstants(String name, List<Map.Entry<String, Constant>> some, int access, List<String> further) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, name, "()V", null, null);
        method.visitCode();
        Code code = new Code(method, 0);
        if (!form.isShared()) {
            code.pushClass(this.name);
            code.variable(1);
            code.invoke(Jdk.CLASS_LOADER);
            code.cast(Engine.CodeLoader.NAME);
            code.store(Kind.REF, LOADER);
        }
        for (Map.Entry<String, Constant> one : some) {
            String field = one.getKey();
            Constant constant = one.getValue();
            writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | access, field, constant.type, null, null).visitEnd();
            constant.value.accept(code);
            code.put(JavaField.ofStatic(this.name, field, constant.type));
        }
        for (String called : further) {
            code.invoke(JavaMethod.ofStatic(this.name, called, "()V"));
        }
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    private void push(Code code, String field, String type, Consumer<Code> value) {
        constants.computeIfAbsent(field, key -> new Constant(type, value));
        code.get(JavaField.ofStatic(name, field, type));
    }

    /** Whether there are entries of the module's functions: code that engines share asks the instance for functions. */
    public boolean hasEntries() {
        return !form.isShared();
    }

    /** Pushes the entries of the module's functions. */
    public void pushEntries(Code code) {
        pushOfLoader(code, "ENTRIES", Engine.CodeLoader.ENTRIES, null);
    }

    /** Pushes what loops ask whether they must stop. */
    public void pushPoll(Code code) {
        if (!form.isShared()) {
            pushOfLoader(code, "POLL", Engine.CodeLoader.POLL, null);
            return;
        }
        push(code, "POLL", Jdk.HANDLE_TYPE, initializer -> {
            initializer.get(HomeClass.stop(form.home()));
            initializer.invoke(Engine.StopPoll.HANDLE);
        });
    }

    /** Pushes the canonical id of a type of the module. */
    public void pushTypeId(Code code, int type) {
        if (form.isShared()) {
            pushOfInstance(code, Engine.ModuleTypes.ID, type);
        } else {
            pushOfLoader(code, "TYPE_" + type, Engine.CodeLoader.TYPE_ID, type);
        }
    }

    /** Pushes the struct or array type of the module, which has none if its code is shared. */
    public void pushObjectType(Code code, int type) {
        pushOfLoader(code, "OBJECT_" + type, Engine.CodeLoader.OBJECT_TYPE, type);
    }

    /** Pushes the test for a reference type, an int of {@code ValTypes}. */
    public void pushTest(Code code, int type) {
        int heap = ValTypes.heap(type);
        int number = ModuleTypes.testNumber(type, HeapTypes.isDefined(heap) ? module.typeIndex(heap) : 0);
        if (form.isShared()) {
            pushOfInstance(code, Engine.ModuleTypes.TEST, number);
        } else {
            pushOfLoader(code, "TEST_" + number, Engine.CodeLoader.TEST, number);
        }
    }

    /** Pushes a table of ints. */
    public void pushTable(Code code, int[] table) {
        push(code, "TABLE_" + constants.size(), "[I", initializer -> {
            initializer.push((table.length + TABLE_PIECE - 1) / TABLE_PIECE);
            initializer.type(Opcodes.ANEWARRAY, Jdk.STRING);
            for (int from = 0; from < table.length; from += TABLE_PIECE) {
                StringBuilder text = new StringBuilder();
                for (int k = from; k < Math.min(table.length, from + TABLE_PIECE); k++) {
                    text.append((char) (table[k] >>> Character.SIZE)).append((char) table[k]);
                }
                initializer.instruction(Opcodes.DUP);
                initializer.push(from / TABLE_PIECE);
                initializer.pushString(text.toString());
                initializer.instruction(Opcodes.AASTORE);
            }
            initializer.invoke(Engine.BranchTables.OF);
        });
    }

    /** Pushes a constant that a method of the loader gives, for a number if there is one. */
    private void pushOfLoader(Code code, String field, JavaMethod method, Integer argument) {
        push(code, field, method.result(), initializer -> {
            initializer.load(Kind.REF, LOADER);
            if (argument != null) {
                initializer.push(argument);
            }
            initializer.invoke(method);
        });
    }

    /** Pushes what the types of the instance's module give for a number. */
    private static void pushOfInstance(Code code, JavaMethod method, int argument) {
        code.load(Kind.REF, MethodBody.INSTANCE);
        code.get(Engine.ModuleInstance.TYPES);
        code.push(argument);
        code.invoke(method);
    }
}
