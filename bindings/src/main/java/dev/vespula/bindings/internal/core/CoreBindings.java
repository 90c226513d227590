package dev.vespula.bindings.internal.core;

import dev.vespula.EnforcedLimits;
import dev.vespula.Module;
import dev.vespula.bindings.BindingsException;
import dev.vespula.bindings.internal.source.Declaration;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.GivenNames;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.ImportType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Declares Java types for a module: an interface for its exports with one for each imported module in it, and a factory. */
public final class CoreBindings {
    /** What the library has: nobody implements that for a program. */
    private static final Set<String> SERVED = Set.of("wasi_snapshot_preview1", "wasi_unstable");
    /** Methods of an interface, each of which takes up to four of 65,535 constants of its class. */
    private static final int MOST_METHODS = 10_000;
    /** Bytes of a name; a string in a class has 65,535, but some characters take more there. */
    private static final int LONGEST_NAME = 32_767;

    private final Module module;
    private final NameSection names;
    private final String fileName;
    private final String className;

    /**
     * The declarations for a module.
     *
     * @param binary of the module
     * @param fileName what comments call the module
     * @param className name of the interface for the exports
     */
    public CoreBindings(Module module, byte[] binary, String fileName, String className) {
        this.module = module;
        this.names = ModuleDecoder.decode(binary, Features.ALL, EnforcedLimits.none(), new TypeRegistry()).names();
        this.fileName = fileName;
        this.className = className;
    }

    /**
     * The types, each for a file.
     *
     * @param resource name of the resource that is packaged beside the classes and has the module; null if there is none
     * @throws BindingsException if the module is too large for Java
     */
    public List<Declaration> declare(String resource) {
        List<String> refused = refused();
        if (!refused.isEmpty()) {
            throw new BindingsException(fileName, refused);
        }
        GivenNames types = GivenNames.ofTypes().without(className).without(ModuleFactory.name(className));
        Declaration exports = Declaration.top(Declaration.Kind.INTERFACE, className).docs(DocComment.of("What " + DocComment
                .code(fileName) + " exports."));
        List<ImportedModule> imported = importedModules(exports, types);
        new ExportsInterface(module, names, exports, types).addMethods();
        boolean isAllImplemented = module.imports().stream().noneMatch(each -> SERVED.contains(each.module()) || each
                .type() instanceof FuncType type && !CoreTypes.fitsMethod(type));
        ModuleFactory factory = new ModuleFactory(exports, imported, fileName);
        return List.of(exports, factory.declare(resource, isAllImplemented));
    }

    private List<String> refused() {
        List<String> refused = new ArrayList<>();
        int methods = Math.max(module.exports().size(), module.imports().size());
        if (methods > MOST_METHODS) {
            refused.add("an interface of Java cannot have " + methods + " methods");
        }
        Stream.concat(module.exports().stream().map(ExportType::name), module.imports().stream().flatMap(each -> Stream.of(each
                .module(),
                each.name()))).filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME).forEach(
                        name -> refused
                                .add("the name " + PrintableName.quoted(name) + " is too long for a class of Java"));
        return refused;
    }

    private List<ImportedModule> importedModules(Declaration exports, GivenNames types) {
        Map<String, List<CoreImport>> byModule = new LinkedHashMap<>();
        int function = 0;
        for (ImportType each : module.imports()) {
            if (!SERVED.contains(each.module())) {
                byModule.computeIfAbsent(each.module(), name -> new ArrayList<>()).add(new CoreImport(each, function));
            }
            function += each.type() instanceof FuncType ? 1 : 0;
        }
        GivenNames parameters = GivenNames.ofMembers().without("linker").without("store").without("module").without("engine");
        List<ImportedModule> imported = new ArrayList<>();
        byModule.forEach((name, imports) -> {
            Declaration made = exports.nest(Declaration.Kind.INTERFACE, types.give(MemberNames.pascal(name, "Imports"))).docs(
                    DocComment.of("What " + DocComment.code(fileName) + " imports from " + DocComment.code(name) + "."));
            ImportedModule one = new ImportedModule(name, made, parameters.give(MemberNames.camel(name, "imports")));
            one.addMethods(imports, names);
            imported.add(one);
        });
        return imported;
    }
}
