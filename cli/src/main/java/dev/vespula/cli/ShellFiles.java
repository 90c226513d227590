package dev.vespula.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete;

/** Build step of the download: writes completion scripts and the manual page. */
public final class ShellFiles {
    private ShellFiles() {}

    /**
     * Writes the files to where systems look for them below a prefix such as {@code /usr/share}.
     *
     * @param arguments the folder, and the version
     * @throws IOException when they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : texts(arguments[1]).entrySet()) {
            Path path = Path.of(arguments[0]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** The files by their path below the prefix. */
    static Map<String, String> texts(String version) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("bash-completion/completions/vespula", AutoComplete.bash("vespula", PicocliReader.commandLine()));
        texts.put("zsh/site-functions/_vespula", ZshCompletion.script());
        texts.put("fish/vendor_completions.d/vespula.fish", FishCompletion.script());
        texts.put("man/man1/vespula.1", ManualPage.text(version));
        return texts;
    }
}
