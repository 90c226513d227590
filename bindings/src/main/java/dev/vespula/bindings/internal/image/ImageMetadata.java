package dev.vespula.bindings.internal.image;

import dev.vespula.bindings.GeneratedFile;
import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Metadata for {@code native-image}, in the files that all its versions read: what is reached by reflection, and which interfaces the
 * library implements.
 */
public final class ImageMetadata {
    private final String packageName;
    private final List<Declaration> types;

    /** @param types with a file each; the first names the folder */
    public ImageMetadata(String packageName, List<Declaration> types) {
        this.packageName = packageName;
        this.types = types;
    }

    /**
     * The files.
     *
     * @param resource that the classes read, as {@link Class#getResource} has it; null if there is none
     */
    public List<GeneratedFile> files(String resource) {
        List<GeneratedFile> files = new ArrayList<>();
        files.add(file("proxy-config.json", array(types().filter(type -> type.kind() == Declaration.Kind.INTERFACE).map(
                type -> "{\"interfaces\": [\"" + binaryName(type) + "\"]}"))));
        files.add(file("reflect-config.json", array(types().filter(type -> type.kind() != Declaration.Kind.FACTORY).map(
                this::reflection))));
        if (resource != null) {
            String path = resource.startsWith("/") ? resource.substring(1)
                    : packageName.isEmpty() ? resource : packageName.replace('.', '/') + "/" + resource;
            // As it is, or where build plugins put it: see Module.ofResource.
            files.add(file("resource-config.json", "{\"resources\": {\"includes\": [{\"pattern\": " + Code.literal(
                    "(META-INF/vespula/wasm/)?\\Q" + path + "\\E") + "}]}}\n"));
        }
        return files;
    }

    private Stream<Declaration> types() {
        return types.stream().flatMap(Declaration::all);
    }

    private GeneratedFile file(String name, String text) {
        return new GeneratedFile("META-INF/native-image/dev.vespula/" + binaryName(types.get(0)) + "/" + name, text);
    }

    private String binaryName(Declaration type) {
        return (packageName.isEmpty() ? "" : packageName + ".") + type.path("$");
    }

    private String reflection(Declaration type) {
        String what = switch (type.kind()) {
            case INTERFACE -> "\"allPublicMethods\": true, \"allDeclaredClasses\": true";
            case SEALED -> "\"allPermittedSubclasses\": true";
            case RECORD -> "\"allDeclaredConstructors\": true, \"allDeclaredMethods\": true, \"allRecordComponents\": true";
            case ENUM -> "\"allDeclaredFields\": true, \"allDeclaredMethods\": true";
            case FACTORY -> throw new IllegalArgumentException("nobody looks for " + type.name());
        };
        return "{\"name\": \"" + binaryName(type) + "\", " + what + "}";
    }

    private static String array(Stream<String> elements) {
        return elements.collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }
}
