package dev.vespula.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The modules of an archive, by file name without folders. */
final class ZipModules {
    private final Map<String, byte[]> modules = new HashMap<>();

    ZipModules(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                modules.put(name.substring(name.lastIndexOf('/') + 1), zip.getInputStream(entry).readAllBytes());
            }
        }
    }

    /** The bytes of the file of that name. */
    byte[] get(String name) {
        byte[] bytes = modules.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("the archive has no " + name);
        }
        return bytes;
    }
}
