package dev.vespula;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.files.WholeFile;
import dev.vespula.internal.ir.Disassembler;
import dev.vespula.internal.load.ModuleLoader;
import dev.vespula.internal.load.PackagedResource;
import dev.vespula.internal.load.ResourceModules;
import dev.vespula.internal.load.ResourceWriter;
import dev.vespula.internal.load.TextModules;
import dev.vespula.internal.runtime.CodeProfile;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleTitle;
import dev.vespula.internal.runtime.PackedFile;
import dev.vespula.spi.GeneratedModule;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExportType;
import dev.vespula.types.ExternType;
import dev.vespula.types.ImportType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A decoded and, unless the mode is {@link CompilationMode#LAZY}, validated module. Immutable: no instance changes it, so
 * it may be instantiated any number of times, in several stores and by several threads at once.
 *
 * <pre>{@code
 * try {
 *     Module module = Module.of(engine, Path.of("add.wasm"));
 *     module.exports().forEach(export -> System.out.println(export.name() + ": " + export.type()));
 * } catch (MalformedException | InvalidException e) {
 *     System.out.println("no module, at offset " + e.offset() + ": " + e.reason());
 * } catch (LimitException e) {
 *     System.out.println("too large: " + e.reason());
 * }
 * }</pre>
 */
public final class Module {
    private final Engine engine;
    private final ModuleCode code;
    /** Made when somebody asks; each instance of a component does. */
    private List<ImportType> imports;

    private Module(Engine engine, ModuleCode code) {
        this.engine = engine;
        this.code = code;
        code.handle = this;
    }

    /**
     * Decodes a binary module.
     *
     * @param bytes the module; copied
     * @throws MalformedException if the bytes are no module
     * @throws InvalidException   if the module does not validate
     * @throws LimitException     if it exceeds a limit
     */
    public static Module of(Engine engine, byte[] bytes) {
        byte[] own = bytes.clone();
        return new Module(engine, ModuleLoader.load(engine.state(), ModuleTitle.NONE, own, TextModules.of("module", own)));
    }

    /**
     * As {@link #of(Engine, byte[])}, with a name that the module has in backtraces, messages and events whatever its name section says:
     *
     * <pre>{@code
     * byte[] bytes = in.readAllBytes();
     * Module plugin = Module.of(engine, "billing-rules", bytes);
     * }</pre>
     *
     * @param name of the path of a file only the last part counts, without {@code .wasm} and {@code .wat}; errors in the text format come
     *             with the whole. With the ending {@code .wat} it is text, unless it begins as a binary does
     */
    public static Module of(Engine engine, String name, byte[] bytes) {
        byte[] own = bytes.clone();
        return new Module(engine, ModuleLoader.load(engine.state(), ModuleTitle.given(name), own, TextModules.of(name, own)));
    }

    /**
     * Reads a file and decodes it as {@link #of(Engine, byte[])} does. The file's name, without folders and ending, is the module's if
     * that has none in its name section.
     */
    public static Module of(Engine engine, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new Module(engine, ModuleLoader.load(engine.state(), ModuleTitle.ofFile(file.toString()), bytes, TextModules.of(
                file.toString(), bytes)));
    }

    /** Reads a stream to its end, without closing it, and decodes it as {@link #of(Engine, byte[])} does. */
    public static Module of(Engine engine, InputStream stream) throws IOException {
        byte[] bytes = stream.readAllBytes();
        return new Module(engine, ModuleLoader.load(engine.state(), ModuleTitle.NONE, bytes, TextModules.of("module",
                bytes)));
    }

    /**
     * Reads a module that is a resource of an application, and takes the code to which the build has compiled it. The plugins for
     * Maven and Gradle put both into the artifact, and so does {@link #compileInto}.
     *
     * <p>Code is used if it was compiled by the same build of Vespula for engines like this one, as {@link #ofCompiled} has it;
     * there may be some for several kinds of engines. If there is code and none of it fits, that is logged, with the reason, as
     * a warning of the logger {@code dev.vespula}, and the module runs as if there were none; so it does if none
     * was compiled, or if the engine has no compiler.
     *
     * <p>The code is executed as it is. It comes from where the application's classes come from.
     *
     * @param anchor a class whose class loader finds the resource
     * @param name   as for {@link Class#getResource}: beside the class, or, with a '/' at the beginning, from the root. The
     *               plugins compile text, so that {@code src/main/wasm/app/rules.wat} is found as {@code /app/rules.wasm}
     * @throws IOException     if there is no such resource, or if it cannot be read
     * @throws ModuleException if it is no module, is invalid, or exceeds a limit of the configuration
     */
    public static Module ofResource(Engine engine, Class<?> anchor, String name) throws IOException {
        try {
            return new Module(engine, ResourceModules.load(engine.state(), PackagedResource.find(anchor, name)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** For other parts of Vespula: a module that is within a resource, with the code to which a build has compiled it. */
    @SuppressWarnings("exports") // users have none
    public static Module of(Engine engine, PackagedResource resource, byte[] module) {
        return new Module(engine, ResourceModules.load(engine.state(), resource, module));
    }

    /** For other parts of Vespula: a module that they have written. */
    @SuppressWarnings("exports") // users have none
    public static Module of(Engine engine, GeneratedModule generated) {
        return new Module(engine, ModuleLoader.load(engine.state(), generated));
    }

    /**
     * Decodes and validates a module, whatever the engine's compilation mode, and forgets it.
     *
     * @throws ModuleException if it is malformed, invalid or exceeds a limit
     */
    public static void validate(Engine engine, byte[] bytes) {
        validate(engine, "module", bytes);
    }

    /** As {@link #validate(Engine, byte[])}; a text is known by its name, as for {@link #of(Engine, String, byte[])}. */
    public static void validate(Engine engine, String name, byte[] bytes) {
        ModuleLoader.validate(engine.state(), bytes, TextModules.of(name, bytes));
    }

    /**
     * Reads a module and its code from a file that {@link #compileTo} has written, on this machine or another. Nothing is
     * validated or compiled; fuel is charged all the same, that for translation included. The file is read to its end and not
     * needed afterwards. {@link Config#codeUse} tells from when on a function's code is executed; until then it is translated
     * and interpreted.
     *
     * <p>The engine must be of {@link Tier#COMPILED} or {@link Tier#AUTO} ({@link #compiledBinary} gives an interpreter the
     * module). It must have the features that the module needs, and agree in what changes code with the one that compiled it:
     * metering, costs of operators, determinism and use of custom sections.
     *
     * <p>If the file is on the class path, too, beside the engine, the classes are taken from there: they are then those of the
     * application, all engines share them, and the JVM's class-data archives and AOT caches can hold them. That is
     * not so for modules with structs or arrays, nor where the engine is a named module.
     *
     * <p>Needs the artifact {@code vespula-compiler}, but not ASM, on which that depends: without it on the class path what is
     * in the file runs all the same; only calls interrupted and continued later stay in the interpreter.
     *
     * <p>The code in the file is executed as it is. It is checked against damage, but not against malice: use only files from
     * somewhere you would take a Java library from.
     *
     * @throws IOException           if the file cannot be read
     * @throws PrecompiledException  if it is damaged, or was compiled for engines that differ from this one in their version
     *     or in options that change code; {@link PrecompiledException#reason} tells
     * @throws LimitException        if the module exceeds a limit of the configuration
     * @throws IllegalStateException if the engine has no compiled code
     */
    public static Module ofCompiled(Engine engine, Path file) throws IOException {
        return new Module(engine, ModuleLoader.loadAhead(engine.state(), ModuleTitle.ofFile(file.toString()), Files
                .readAllBytes(file)));
    }

    /** Reads a stream to its end, without closing it, and goes on as {@link #ofCompiled(Engine, Path)} does. */
    public static Module ofCompiled(Engine engine, InputStream stream) throws IOException {
        return new Module(engine, ModuleLoader.loadAhead(engine.state(), ModuleTitle.NONE, stream.readAllBytes()));
    }

    /**
     * The binary of the module in a file that {@link #compileTo} has written, by whatever version. Nothing in the file is
     * executed, and memory is used in proportion to the size of the file.
     *
     * @param file the content of the file
     * @throws PrecompiledException if it is not such a file, or a damaged one
     */
    public static byte[] compiledBinary(byte[] file) {
        return PackedFile.of(file).module();
    }

    /**
     * Compiles all functions and writes them to a jar file, together with the module, for {@link #ofCompiled}. The file can
     * be used on every platform and JDK, by engines of the same build of Vespula that have the features which the module needs,
     * and the same metering, costs of operators, determinism and use of custom sections. Equal modules give files with equal
     * content.
     *
     * <p>Needs the artifact {@code vespula-compiler}, and an engine of {@link Tier#COMPILED} or {@link Tier#AUTO}. This module
     * goes on to run as it did. A function whose compilation would take too much work for its length is left out and will be
     * interpreted: {@link EngineStats#compilationsRefused} counts those. The file is written whole or not at all; one of that
     * name is replaced.
     *
     * @throws IOException           if the file cannot be written
     * @throws ModuleException       if a function is invalid, which is not known before if the mode is
     *     {@link CompilationMode#LAZY}; a {@link LimitException} if functions have more than 10,000 types
     * @throws IllegalStateException if the engine has no compiler
     */
    public void compileTo(Path file) throws IOException {
        compileTo(file, new CompileOptions());
    }

    /**
     * As {@link #compileTo(Path)}, with options. Equal modules and options give files with equal content.
     *
     * @throws ProfileException if the profile is of another module, or of other code than the engine makes of this one
     */
    public void compileTo(Path file, CompileOptions options) throws IOException {
        WholeFile.write(file, compiled(options));
    }

    /** As {@link #compileTo(Path)}, to a stream, which is flushed but not closed. */
    public void compileTo(OutputStream stream) throws IOException {
        compileTo(stream, new CompileOptions());
    }

    /** As {@link #compileTo(Path, CompileOptions)}, to a stream, which is flushed but not closed. */
    public void compileTo(OutputStream stream, CompileOptions options) throws IOException {
        stream.write(compiled(options));
        stream.flush();
    }

    /**
     * As {@link #compileTo(Path, CompileOptions)}, but writes files for {@link #ofResource} into a folder whose content becomes
     * part of an artifact, as that of {@code target/classes} does. For plugins of build tools; those for Maven and Gradle call
     * this. Equal modules, names and options give equal files. Those that are there already with the content that they are to
     * have are not touched.
     *
     * @param folder made if it is not there
     * @param name   of the resource, from the root, with '/' between folders, such as {@code app/rules.wasm}
     * @return the files, in order
     * @throws IllegalArgumentException if the name leads out of the folder, or nowhere
     */
    public List<Path> compileInto(Path folder, String name, CompileOptions options) throws IOException {
        return compileInto(ResourceWriter.of(folder, name), options);
    }

    /** For other parts of Vespula: writes the code alone, of a module that is within a resource. */
    public List<Path> compileInto(Path folder, CompileOptions options) throws IOException {
        return compileInto(ResourceWriter.ofCode(folder), options);
    }

    private List<Path> compileInto(ResourceWriter writer, CompileOptions options) throws IOException {
        byte[] jar = compiled(options);
        return switch (options.placement()) {
            case PACKAGES -> writer.writeInPackages(code, jar);
            case RESOURCES -> writer.writeAmongResources(code, jar);
        };
    }

    private byte[] compiled(CompileOptions options) {
        return engine.state().tier.compileAhead(code, options.profile().map(Profile::content).orElse(CodeProfile.NONE));
    }

    /**
     * Where the functions of this module were seen until now while they were interpreted, by all of its instances. An engine of
     * {@link Tier#INTERPRETER} sees everything that runs; the others each function until it is compiled. May be called at any
     * time, also while the module runs.
     */
    public Profile profile() {
        return new Profile(CodeProfile.of(code));
    }

    ModuleCode code() {
        return code;
    }

    private ModuleModel model() {
        return code.model;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /**
     * What the module's name section calls a type of functions, structs or arrays, such as that of a {@link WasmStruct}. Of types that are
     * the same for the engine the name of the first; empty if it has none, or if the module does not have the type.
     *
     * @throws IllegalArgumentException if the type belongs to another engine
     */
    public Optional<String> typeName(DefinedType type) {
        return Optional.ofNullable(code.typeName(engine.state().publicTypes.heapType(type)));
    }

    /**
     * What the module's name section calls a field of structs of a type, as {@link #typeName}:
     *
     * <pre>{@code
     * WasmStruct point = (WasmStruct) instance.func("point").call()[0];
     * for (int field = 0; field < point.fieldCount(); field++) {
     *     System.out.println(instance.module().fieldName(point.type(), field).orElse("?") + " = " + point.get(field));
     * }
     * }</pre>
     *
     * @throws IllegalArgumentException if the type belongs to another engine
     */
    public Optional<String> fieldName(DefinedType type, int field) {
        return Optional.ofNullable(code.fieldName(engine.state().publicTypes.heapType(type), field));
    }

    /** What the module needs, in order, without what its engine gives it: see {@link Config#with(BuiltinSet)}. */
    public List<ImportType> imports() {
        List<ImportType> known = imports;
        if (known == null) {
            List<ImportType> made = new ArrayList<>();
            for (ModuleCode.ImportName name : code.imports()) {
                if (!code.provided.has(name)) {
                    made.add(new ImportType(name.module(), name.name(), typeOf(name.kind(), name.index())));
                }
            }
            known = List.copyOf(made);
            imports = known;
        }
        return known;
    }

    /** Whether the module imports something of this name; cheaper than to ask for all {@link #imports}. */
    public boolean hasImport(String module, String name) {
        for (ModuleCode.ImportName wanted : code.imports()) {
            if (wanted.module().equals(module) && wanted.name().equals(name)) {
                return !code.provided.has(wanted);
            }
        }
        return false;
    }

    /** What the module offers, in order. */
    public List<ExportType> exports() {
        List<ExportType> exports = new ArrayList<>();
        for (int i = 0; i < model().exportCount(); i++) {
            exports.add(new ExportType(model().exportName(i), typeOf(model().exportKind(i), model().exportIndex(i))));
        }
        return List.copyOf(exports);
    }

    /** The type of an export. */
    public Optional<ExternType> export(String name) {
        Integer export = code.exports().get(name);
        return export == null
                ? Optional.empty()
                : Optional.of(typeOf(model().exportKind(export), model().exportIndex(export)));
    }

    private ExternType typeOf(ExternKind kind, int index) {
        return ExternTypes.declared(code, kind, index);
    }

    // ---- custom sections and names; nothing of them if the configuration ignores custom sections

    /** The custom sections, in order. */
    public List<CustomSection> customSections() {
        if (engine.config().customSections() == Config.CustomSections.IGNORE) {
            return List.of();
        }
        List<CustomSection> sections = new ArrayList<>();
        for (dev.vespula.internal.binary.CustomSection section : model().customSections()) {
            ByteBuffer data = ByteBuffer.wrap(model().bytes(), section.start(), section.end() - section.start());
            sections.add(new CustomSection(section.name(), data.slice().asReadOnlyBuffer()));
        }
        return List.copyOf(sections);
    }

    /** The first custom section of a name. */
    public Optional<CustomSection> customSection(String name) {
        return customSections().stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /**
     * What the module is called in backtraces, messages and events: the name that it was {@linkplain #of(Engine, String, byte[]) given}, else
     * the one in its name section, else that of its file.
     */
    public Optional<String> name() {
        return Optional.ofNullable(code.title());
    }

    /**
     * A function's name in the name section.
     *
     * @param function index, imports counted first
     */
    public Optional<String> functionName(int function) {
        Objects.checkIndex(function, code.functionCount());
        return Optional.ofNullable(code.functionName(function));
    }

    /** How many functions the module has, imported ones included. */
    public int functionCount() {
        return code.functionCount();
    }

    /** The index of the function that is exported under a name, imports counted first; empty if there is none. */
    public OptionalInt functionIndex(String export) {
        Integer index = code.exports().get(export);
        return index == null || model().exportKind(index) != ExternKind.FUNCTION
                ? OptionalInt.empty()
                : OptionalInt.of(model().exportIndex(index));
    }

    /**
     * The intermediate representation of a function as text, with positions and the code offsets they stand for. For
     * people who look into performance or errors; the notation may change with every version.
     *
     * @param function index, imports counted first
     * @throws ModuleException          if its body is invalid or beyond a limit
     * @throws IllegalArgumentException if the function is imported
     */
    public String disassemble(int function) {
        Objects.checkIndex(function, code.functionCount());
        if (function < code.importedCount(ExternKind.FUNCTION)) {
            throw new IllegalArgumentException("function " + function + " is imported");
        }
        return Disassembler.list(code.ir(function), Disassembler.Detail.OFFSETS);
    }

    @Override
    public String toString() {
        return "Module " + name().orElse("of " + model().bytes().length + " bytes");
    }
}
