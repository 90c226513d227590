package dev.vespula.cli;

/** What {@code --version} prints. */
final class Version {
    private Version() {}

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "vespula " + (version == null ? "(development build)" : version)
                + " on Java " + Runtime.version();
    }
}
