package dev.vespula.codegen;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Build step of the compiler: writes a class with a constant for each member of the engine that generated code may use, which
 * is marked as such there. It reads the engine's class files, so that names, types and effects are those of the members.
 */
public final class ContractSource {
    private static final String MARK = "dev.vespula.internal.contract.Contract";
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKESPECIAL = 183;
    private static final int INVOKESTATIC = 184;

    private final Class<? extends Annotation> mark;
    private final JavaSource out;

    private ContractSource(Class<? extends Annotation> mark, String packageName) {
        this.mark = mark;
        this.out = new JavaSource(packageName, "the members of the engine that are marked with @Contract");
    }

    /**
     * Generates the class.
     *
     * @param arguments the folder to write to and the full name of the class
     * @throws IOException when the engine's classes cannot be read or the source cannot be written
     * @throws ReflectiveOperationException when one of them cannot be loaded
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: ContractSource OUTPUT_FOLDER CLASS");
        }
        int dot = arguments[1].lastIndexOf('.');
        Class<? extends Annotation> mark = Class.forName(MARK).asSubclass(Annotation.class);
        String source = new ContractSource(mark, arguments[1].substring(0, dot)).source(arguments[1].substring(dot + 1));
        GeneratedFile.write(Path.of(arguments[0]).resolve(arguments[1].replace('.', '/') + ".java"), source);
    }

    private String source(String name) throws IOException, ReflectiveOperationException {
        out.line("/** What generated code uses of the engine. */");
        out.open("public final class " + name);
        out.open("private " + name + "()").close();
        for (Class<?> owner : owners()) {
            write(owner);
        }
        return out.close().toString();
    }

    // ---- the classes

    private List<Class<?>> owners() throws IOException, ReflectiveOperationException {
        Path engine = location();
        List<String> names;
        if (Files.isDirectory(engine)) {
            names = names(engine);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(engine)) {
                names = names(jar.getPath("/"));
            }
        }
        List<Class<?>> owners = new ArrayList<>();
        for (String name : names) {
            owners.add(Class.forName(name, false, mark.getClassLoader()));
        }
        owners.sort(Comparator.comparing(Class::getSimpleName));
        return owners;
    }

    private Path location() {
        try {
            return Path.of(mark.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of the classes whose files mention the mark. */
    private List<String> names(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            String name = root.relativize(file).toString().replace('\\', '/').replace('/', '.').replace(".class", "");
            if (content.contains(mark.descriptorString()) && !name.equals(MARK)) {
                names.add(name);
            }
        }
        return names;
    }

    // ---- their members

    private void write(Class<?> owner) {
        List<Member> members = new ArrayList<>();
        Collections.addAll(members, owner.getDeclaredFields());
        Collections.addAll(members, owner.getDeclaredMethods());
        Collections.addAll(members, owner.getDeclaredConstructors());
        members.removeIf(member -> !isMarked(owner, member));
        members.sort(Comparator.comparing(ContractSource::constant).thenComparing(ContractSource::descriptor));
        out.line("");
        out.line("/** Of {@code " + owner.getSimpleName() + "}. */");
        out.open("public static final class " + owner.getSimpleName());
        out.line("/** The class. */");
        out.line("public static final String NAME = \"" + owner.getName().replace('.', '/') + "\";");
        out.line("/** Descriptor of its references. */");
        out.line("public static final String TYPE = \"" + owner.descriptorString() + "\";");
        for (Member member : members) {
            if (!Modifier.isPublic(member.getModifiers()) || !Modifier.isPublic(owner.getModifiers())) {
                throw new IllegalArgumentException(member + " must be public: generated code uses it");
            }
            boolean isAlone = members.stream().filter(other -> constant(other).equals(constant(member))).count() == 1;
            write(member, isAlone ? constant(member) : constant(member) + "_" + letters(member));
        }
        out.line("");
        out.open("private " + owner.getSimpleName() + "()").close();
        out.close();
    }

    private boolean isMarked(Class<?> owner, Member member) {
        if (member.isSynthetic()) {
            return false;
        }
        return member instanceof Field field && field.isAnnotationPresent(mark)
                || member instanceof Executable executable && executable.isAnnotationPresent(mark)
                || owner.isAnnotationPresent(mark) && Modifier.isPublic(member.getModifiers())
                        && !(member instanceof Constructor<?>) && !isOfEveryEnum(owner, member);
    }

    private static boolean isOfEveryEnum(Class<?> owner, Member member) {
        return owner.isEnum() && member instanceof Method;
    }

    private void write(Member member, String name) {
        String type = descriptor(member);
        boolean isStatic = Modifier.isStatic(member.getModifiers());
        out.line("/** {@code " + member.getName() + "}. */");
        if (member instanceof Field) {
            out.line("public static final JavaField " + name + " = new JavaField(" + isStatic + ", NAME, \""
                    + member.getName() + "\", \"" + type + "\");");
            return;
        }
        boolean isConstructor = member instanceof Constructor<?>;
        int opcode = isConstructor ? INVOKESPECIAL : isStatic ? INVOKESTATIC : INVOKEVIRTUAL;
        out.line("public static final JavaMethod " + name + " = new JavaMethod(" + opcode + ", NAME, \""
                + (isConstructor ? "<init>" : member.getName()) + "\", \"" + type + "\", " + effect(member, isStatic) + ");");
    }

    /** By how many Java slots a call changes the height of the operand stack. */
    private static int effect(Member member, boolean isStatic) {
        int taken = isStatic ? 0 : 1;
        for (Class<?> parameter : ((Executable) member).getParameterTypes()) {
            taken += slots(parameter);
        }
        return (member instanceof Method method ? slots(method.getReturnType()) : 0) - taken;
    }

    private static int slots(Class<?> type) {
        return type == void.class ? 0 : type == long.class || type == double.class ? 2 : 1;
    }

    private static String descriptor(Member member) {
        if (member instanceof Field field) {
            return field.getType().descriptorString();
        }
        Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(result, ((Executable) member).getParameterTypes()).descriptorString();
    }

    private static String constant(Member member) {
        return member instanceof Constructor<?> ? "CONSTRUCTOR"
                : member.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** Tells methods of the same name apart. */
    private static String letters(Member member) {
        return member instanceof Field ? "FIELD" : Stream.of(((Executable) member).getParameterTypes())
                .map(type -> type.descriptorString().substring(0, 1)).collect(Collectors.joining()).replace('[', 'A');
    }
}
