import dev.vespula.bindings.Bindings;
import java.io.IOException;
import java.nio.file.Path;

/** Generates the interfaces of the examples' modules; run by the build. In a project of one's own that is the plugin's work. */
class GenerateBindings {
    /** Arguments: a module, the package, and the folders for sources and for resources. */
    public static void main(String[] args) throws IOException {
        Path module = Path.of(args[0]);
        new Bindings(args[1]).withResource(module.getFileName().toString()).generate(module).writeTo(Path.of(args[2]), Path.of(
                args[3]));
    }
}
