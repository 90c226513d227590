package dev.vespula.component.wit;

import dev.vespula.InvalidException;
import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.ast.SourceText;
import dev.vespula.component.internal.wit.load.WitFiles;
import dev.vespula.component.internal.wit.resolve.PackageGroup;
import dev.vespula.component.internal.wit.resolve.PackageSet;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.internal.wit.syntax.WitParser;
import dev.vespula.internal.names.PrintableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reads WIT and says what it means. All of WIT is understood, gates, {@code map}, lists of fixed length, {@code async},
 * {@code stream}, {@code future} and named interfaces under plain names included.
 *
 * <p>WIT that is refused ends in an exception whose message has the file, the line and the column, and the line itself:
 * {@link dev.vespula.MalformedException} for a text that is not WIT, {@link dev.vespula.InvalidException} for names that mean
 * nothing and for what contradicts itself, {@link dev.vespula.LimitException} for types that are nested more than 100 deep
 * and for worlds that add up to more than a million of items. Immutable, thread-safe.
 */
public final class WitLoader {
    private static final WitLoader PLAIN = new WitLoader(Set.of(), false, WitLoader::refuseText);

    private final Set<String> features;
    private final boolean hasAllFeatures;
    private final BiFunction<String, byte[], byte[]> textEncoder;

    private WitLoader(Set<String> features, boolean hasAllFeatures, BiFunction<String, byte[], byte[]> textEncoder) {
        this.features = features;
        this.hasAllFeatures = hasAllFeatures;
        this.textEncoder = textEncoder;
    }

    /** A loader for which no feature is switched on: what is {@code @unstable} is left out. */
    public static WitLoader create() {
        return PLAIN;
    }

    /** A loader for which only these features are switched on. */
    public WitLoader withFeatures(Set<String> names) {
        return new WitLoader(Set.copyOf(names), false, textEncoder);
    }

    /** A loader that leaves nothing out. */
    public WitLoader withAllFeatures() {
        return new WitLoader(Set.of(), true, textEncoder);
    }

    /**
     * A loader that can read packages that are components in the text format.
     *
     * @param encoder makes the binary of a text; it is also told what errors call the text. {@code Wat::parse} of the module
     *     {@code dev.vespula.text} is one
     */
    public WitLoader withTextEncoder(BiFunction<String, byte[], byte[]> encoder) {
        return new WitLoader(features, hasAllFeatures, encoder);
    }

    private static byte[] refuseText(String name, byte[] text) {
        String reason = "this is a component in the text format, which the loader was not given an encoder for";
        throw new InvalidException(new InvalidException(reason, -1), PrintableName.escaped(name) + ": " + reason);
    }

    /**
     * Reads a folder or a file. The {@code .wit} files of a folder are one package; each entry of its folder {@code deps}, a
     * folder, a {@code .wit} file or a component ({@code .wasm}, {@code .wat}), is another that it can use. A single file has
     * all that it uses in itself, as {@code package a:b {...}}.
     *
     * @throws IOException when something cannot be read
     * @throws dev.vespula.ModuleException when it is refused
     */
    public WitPackages load(Path path) throws IOException {
        try {
            WitFiles files = new WitFiles(textEncoder::apply);
            return join(files.read(path), files::joinTo);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    /**
     * Reads a text, which has all that it uses in itself.
     *
     * @throws dev.vespula.ModuleException when it is refused
     */
    public WitPackages parse(String text) {
        return parse(Map.of("wit", text));
    }

    /**
     * Reads the texts of one package.
     *
     * @param texts by what errors call them; their order is that of the names
     * @throws dev.vespula.ModuleException when they are refused
     */
    public WitPackages parse(Map<String, String> texts) {
        try {
            List<FileText> files = new TreeMap<>(texts).entrySet().stream()
                    .map(text -> WitParser.parse(new SourceText(text.getKey(), text.getValue()))).toList();
            PackageGroup group = new PackageGroup();
            return join(group.add(files), group::joinTo);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    /**
     * Reads a package that is a component, see {@link WitPackages#toBinary}. Of packages that it uses only what it mentions
     * is there.
     *
     * @throws dev.vespula.ModuleException when it is refused
     */
    public WitPackages decode(byte[] binary) {
        try {
            WitFiles files = new WitFiles(textEncoder::apply);
            return join(files.addBinary("component", binary.clone()), files::joinTo);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    private WitPackages join(PackageName root, Consumer<PackageSet> packages) {
        PackageSet set = new PackageSet(feature -> hasAllFeatures || features.contains(feature));
        packages.accept(set);
        return new WitPackages(set, root);
    }
}
