package dev.vespula.bindings;

import dev.vespula.Engine;
import dev.vespula.InvalidException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.bindings.internal.core.CoreBindings;
import dev.vespula.bindings.internal.core.MemberNames;
import dev.vespula.bindings.internal.image.ImageMetadata;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.SourceFiles;
import dev.vespula.bindings.internal.wit.WitBindings;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.bind.JavaNames;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitLoader;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.spi.TextFormat;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Generates Java sources for what a module or component imports and exports, or for WIT:
 *
 * <pre>{@code
 * try {
 *     GeneratedFiles files = new Bindings("com.acme.rules").generate(Path.of("rules.wasm"));
 *     files.writeTo(Path.of("target/generated-sources"), Path.of("target/classes"));
 *     for (GeneratedFile file : files.sources()) {
 *         System.out.println(file.path());
 *     }
 * } catch (BindingsException e) {
 *     e.reasons().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>For a core module {@code rules.wasm} these are an interface {@code Rules} with a method for each export, in it an interface for each
 * module that it imports from, which the program implements, and records for several results; and a class {@code RulesModule} that makes
 * instances. Names become those of Java: the export {@code add_one} is the method {@code addOne}.
 *
 * <p>For a component, and for a world of WIT, they are an interface for what is exported, in it {@code Imports} for what is imported, a class
 * that makes instances, whose name ends in {@code Component}, and the interfaces, records, sealed interfaces and enums that are needed.
 * Comments of WIT become Javadoc.
 *
 * <p>What the library implements itself, WASI, is left to a linker. The sources compile for Java 17, need nothing but the library, and have no
 * logic: they call {@link dev.vespula.Instance#exports(Class)} and the like. Immutable, thread-safe.
 */
public final class Bindings {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private final String packageName;
    private final String className;
    private final String world;
    private final Set<String> features;
    private final String resource;
    private final Engine engine;

    private Bindings(String packageName, String className, String world, Set<String> features, String resource, Engine engine) {
        this.packageName = packageName;
        this.className = className;
        this.world = world;
        this.features = features;
        this.resource = resource;
        this.engine = engine;
    }

    /**
     * Bindings in a package.
     *
     * @param packageName of the generated classes; empty for the unnamed package
     * @throws IllegalArgumentException if it is no name of a package
     */
    public Bindings(String packageName) {
        this(packageName, null, null, Set.of(), null, null);
        if (!packageName.isEmpty() && Stream.of(packageName.split("\\.", -1)).anyMatch(name -> !isIdentifier(name))) {
            throw new IllegalArgumentException(PrintableName.quoted(packageName) + " is no name of a package");
        }
    }

    private static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches() && !JavaNames.isKeyword(name);
    }

    /**
     * A copy with a name for the interface of the exports, from which that of the class that makes instances follows. Else it is that of the
     * file, or of the world in WIT. Of several worlds each keeps its own.
     *
     * @throws IllegalArgumentException if it is no name of a class
     */
    public Bindings withClassName(String name) {
        if (!isIdentifier(name)) {
            throw new IllegalArgumentException(PrintableName.quoted(name) + " is no name of a class");
        }
        return new Bindings(packageName, name, world, features, resource, engine);
    }

    /**
     * A copy for one world of WIT, and what it needs. Else all worlds and interfaces of the package are generated.
     *
     * @param name {@code world}, or {@code namespace:package/world@1.2.3} in another package
     */
    public Bindings withWorld(String name) {
        return new Bindings(packageName, className, Objects.requireNonNull(name, "name"), features, resource, engine);
    }

    /** A copy that takes what is {@code @unstable} in WIT with one of these features. Else all of that is left out. */
    public Bindings withWitFeatures(Set<String> names) {
        return new Bindings(packageName, className, world, Set.copyOf(names), resource, engine);
    }

    /**
     * A copy for a module or component that is packaged with the classes: there will be a method that reads it.
     *
     * @param name of the resource, as {@link Class#getResource} has it: in the package of the classes, or, with a '/' in front, from the root
     */
    public Bindings withResource(String name) {
        return new Bindings(packageName, className, world, features, Objects.requireNonNull(name, "name"), engine);
    }

    /** A copy that reads modules with the features and limits of an engine. Else they are those of {@link Engine#create}. */
    public Bindings withEngine(Engine reader) {
        return new Bindings(packageName, className, world, features, resource, Objects.requireNonNull(reader, "reader"));
    }

    /**
     * Generates bindings for a file: a module or component, binary or text, or WIT, which has the ending {@code .wit} or is a folder, as
     * {@link WitLoader#load} takes it.
     *
     * @throws IOException if it cannot be read
     * @throws ModuleException if it is malformed or invalid, or exceeds a limit
     * @throws BindingsException if there can be no Java for it, or it has no world of the name that was given
     */
    public GeneratedFiles generate(Path file) throws IOException {
        String fileName = String.valueOf(file.toAbsolutePath().normalize().getFileName());
        return Files.isDirectory(file) || fileName.endsWith(".wit") ? generate(fileName, loader().load(file))
                : generate(fileName, Files.readAllBytes(file));
    }

    private WitLoader loader() {
        return WitLoader.create().withFeatures(features).withTextEncoder(Wat::parse);
    }

    /** As {@link #generate(Path)}, for WIT that was read. */
    public GeneratedFiles generate(String fileName, WitPackages packages) {
        return ofWit(fileName, packages, className);
    }

    /**
     * As {@link #generate(Path)}, for the content of a module or component.
     *
     * @param fileName without folders; comments in the sources mention it, and classes are named by it
     */
    public GeneratedFiles generate(String fileName, byte[] content) {
        Engine reader = engine == null ? Engine.create() : engine;
        String name = className != null ? className : MemberNames.pascal(baseName(fileName), "Exports");
        boolean isText = fileName.endsWith(".wat") || TextFormat.isText(content);
        if (isText ? Wat.isComponent(content) : ComponentDecoder.isComponent(content)) {
            return ofComponent(fileName, Component.of(reader, fileName, content), content, isText, name);
        }
        Module module = Module.of(reader, fileName, content);
        byte[] binary = isText ? Wat.parse(fileName, content) : content;
        return files(fileName, new CoreBindings(module, binary, fileName, name).declare(resource));
    }

    private GeneratedFiles ofComponent(String fileName, Component component, byte[] content, boolean isText, String name) {
        WitPackages packages;
        try {
            packages = WitPackages.of(component.type());
        } catch (InvalidException noWorld) {
            return ofWitPackage(fileName, isText ? Wat.parse(fileName, content) : content, noWorld);
        }
        return ofWit(fileName, packages, name);
    }

    /** A component may also be the binary form of a package of WIT. */
    private GeneratedFiles ofWitPackage(String fileName, byte[] binary, InvalidException otherwise) {
        WitPackages packages;
        try {
            packages = loader().decode(binary);
        } catch (ModuleException noPackage) {
            throw otherwise;
        }
        return ofWit(fileName, packages, className);
    }

    private GeneratedFiles ofWit(String fileName, WitPackages packages, String name) {
        Collection<WitInterface> more = world == null ? packages.root().interfaces().values() : List.of();
        return files(fileName, WitBindings.of(packages, worlds(fileName, packages), more, fileName, name).declare(resource));
    }

    private List<WitWorld> worlds(String fileName, WitPackages packages) {
        if (world == null) {
            return List.copyOf(packages.root().worlds().values());
        }
        return List.of(packages.world(world).orElseThrow(() -> new BindingsException(fileName, List.of("it has no world "
                + PrintableName.quoted(world) + "; there is " + packages.root().worlds().keySet()))));
    }

    private GeneratedFiles files(String fileName, List<Declaration> types) {
        // A backslash might be taken for a character of Java.
        String header = "Made by vespula bindings of " + PrintableName.of(fileName).replace('\\', '?')
                + "; what is changed here is lost.";
        return new GeneratedFiles(SourceFiles.of(header, packageName, types), types.isEmpty() ? List.of()
                : new ImageMetadata(packageName, types).files(resource));
    }

    private static String baseName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
