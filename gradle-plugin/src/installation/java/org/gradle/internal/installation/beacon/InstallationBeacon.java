package org.gradle.internal.installation.beacon;

/** By the place of this class Gradle finds out where it is installed. */
public final class InstallationBeacon {
    private InstallationBeacon() {}
}
