package dev.vespula.compiler.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.compiler.code.OperatorMethods;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.operations.Operation;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** What generated code uses exists, and no string of the compiler names anything of the engine. */
class ContractTest {
    @Test
    void whatGeneratedCodeUsesExists() throws ReflectiveOperationException {
        List<Class<?>> topics = new ArrayList<>(List.of(Engine.class.getDeclaredClasses()));
        topics.add(Jdk.class);
        int methods = 0;
        int fields = 0;
        for (Class<?> topic : topics) {
            for (Field constant : topic.getFields()) {
                if (constant.get(null) instanceof JavaMethod method) {
                    check(method);
                    methods++;
                } else if (constant.get(null) instanceof JavaField field) {
                    check(field);
                    fields++;
                }
            }
        }
        assertThat(methods).isGreaterThan(60);
        assertThat(fields).isGreaterThan(20);
    }

    @Test
    void everyOperatorOfTheTablesHasItsMethods() throws ReflectiveOperationException {
        int checked = 0;
        for (int op = 0; op < Ir.COUNT; op++) {
            for (JavaMethod method : semantics(op)) {
                check(method);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(580);
    }

    /** The methods of an operator that is neither a leaf nor a choice, moves no whole vector and shuffles no lanes. */
    private static List<JavaMethod> semantics(int op) {
        if (Ir.has(op, Ir.FLAG_OPERATION)) {
            return Operation.of(op).calls().stream().map(OperatorMethods::of).toList();
        }
        boolean isVector = Ir.has(op, Ir.FLAG_VECTOR);
        if (op >= Ir.SELECT_I32 && op <= Ir.SELECT_V128 || op == Ir.I8X16_SHUFFLE
                || Ir.kind(op) != Ir.KIND_EXPR && !(isVector && Ir.width(op) > 0) || Ir.width(op) == 16
                || Ir.width(op) > 0 && !isVector) {
            return List.of();
        }
        boolean isWhole = Ir.result(op) != Ir.TYPE_V128 || Ir.has(op, Ir.FLAG_LANEWISE);
        return isWhole ? List.of(OperatorMethods.of(op))
                : List.of(OperatorMethods.of(op, OperatorMethods.Half.LOW), OperatorMethods.of(op, OperatorMethods.Half.HIGH));
    }

    @Test
    void noStringOfTheCompilerNamesAClassOfTheEngine() throws IOException {
        Pattern name = Pattern.compile("\"[^\"\n]*dev[/.]vespula[/.](?!compile[dr])[^\"\n]*\"");
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                name.matcher(Files.readString(source)).results().forEach(hit -> found.add(source + ": " + hit.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsMarkedIsUsed() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(source));
            }
        }
        Set<String> used = Pattern.compile("Engine\\.\\w+\\.\\w+").matcher(text).results().map(hit -> hit.group())
                .collect(Collectors.toSet());
        List<String> unused = new ArrayList<>();
        for (Class<?> topic : Engine.class.getDeclaredClasses()) {
            for (Field constant : topic.getFields()) {
                String name = "Engine." + topic.getSimpleName() + "." + constant.getName();
                if (constant.getType() != String.class && !used.contains(name)) {
                    unused.add(name);
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    private static void check(JavaMethod method) throws ReflectiveOperationException {
        Class<?> owner = owner(method.owner());
        MethodType type = MethodType.fromMethodDescriptorString(method.descriptor(), owner.getClassLoader());
        boolean isConstructor = method.opcode() == Opcodes.INVOKESPECIAL;
        Executable found = isConstructor ? owner.getConstructor(type.parameterArray())
                : owner.getMethod(method.name(), type.parameterArray());
        assertThat(Modifier.isStatic(found.getModifiers())).as("%s", method)
                .isEqualTo(method.opcode() == Opcodes.INVOKESTATIC);
        assertThat(method.effect()).as("%s", method)
                .isEqualTo(JavaMethod.ofStatic(method.owner(), method.name(), method.descriptor()).effect()
                        - (method.opcode() == Opcodes.INVOKESTATIC ? 0 : 1));
        if (found instanceof java.lang.reflect.Method plain) {
            assertThat(plain.getReturnType()).as("%s", method).isEqualTo(type.returnType());
        }
    }

    private static void check(JavaField field) throws ReflectiveOperationException {
        Field found = owner(field.owner()).getField(field.name());
        assertThat(found.getType().descriptorString()).isEqualTo(field.type());
        assertThat(Modifier.isStatic(found.getModifiers())).isEqualTo(field.isStatic());
    }

    private static Class<?> owner(String name) throws ClassNotFoundException {
        return Class.forName(name.replace('/', '.'));
    }
}
