package dev.vespula.internal.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks whether somebody else than the user of this process, or the administrator, can put files into a folder from which
 * code is executed: by its owner and mode, and by those of the folders above it, where a name can be made another's.
 */
public final class TrustedFolder {
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    /** In such a folder everybody may make entries, but nobody may rename or delete those of others. */
    private static final int STICKY = 01000;
    private static final int ROOT = 0;
    /** As many as Linux follows in a path. */
    private static final int MOST_LINKS = 40;
    private static final Set<String> EVERYBODY = Set.of("\\Everyone", "BUILTIN\\Users", "NT AUTHORITY\\Authenticated Users",
            "BUILTIN\\Guests");
    private static final Set<AclEntryPermission> WRITING = EnumSet.of(AclEntryPermission.WRITE_DATA,
            AclEntryPermission.APPEND_DATA, AclEntryPermission.DELETE_CHILD, AclEntryPermission.WRITE_ACL,
            AclEntryPermission.WRITE_OWNER);

    private TrustedFolder() {}

    /**
     * Why a folder cannot be trusted, or null if it can. One that does not exist is judged by those in which it would be made;
     * one of another file system than the default one is the embedder's to judge.
     */
    public static String problem(Path folder) {
        if (folder.getFileSystem() != FileSystems.getDefault()) {
            return null;
        }
        try {
            Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
            return views.contains("unix") ? onUnix(folder.toAbsolutePath()) : views.contains("acl") ? onWindows(folder) : null;
        } catch (AccessDeniedException e) {
            // Nothing is read from there either.
            return null;
        } catch (IOException e) {
            return "its owner and mode cannot be read: " + e;
        }
    }

    /** Why a file in a trusted folder cannot be trusted itself, or null if it can. */
    public static String problemOfFile(Path file) throws IOException {
        if (file.getFileSystem() != FileSystems.getDefault()
                || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        return Files.isSymbolicLink(file) ? file + " is a link" : Place.of(file).problem(Place.Use.TARGET);
    }

    // ---- where there are owners and modes

    /** Walks from the root to the folder, through links. */
    private static String onUnix(Path folder) throws IOException {
        Deque<Path> left = new ArrayDeque<>();
        push(left, folder);
        Path at = folder.getRoot();
        int links = 0;
        while (true) {
            Path next = left.poll();
            Place place;
            try {
                place = Place.of(next == null ? at : at.resolve(next));
            } catch (NoSuchFileException e) {
                // Made by us, in folders that have been looked at.
                return Place.of(at).problem(Place.Use.ON_THE_WAY);
            }
            String problem = Place.of(at).problem(next == null ? Place.Use.TARGET : Place.Use.ON_THE_WAY);
            if (problem != null || next == null) {
                return problem;
            }
            if (next.toString().equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!place.isLink()) {
                at = place.path;
            } else if (++links > MOST_LINKS) {
                return folder + " goes through too many links";
            } else if (!place.isTrusted()) {
                return place.path + " is a link of another user";
            } else {
                Path target = Files.readSymbolicLink(place.path);
                at = target.isAbsolute() ? target.getRoot() : at;
                push(left, target);
            }
        }
    }

    /** Puts the names of a path before what is left of the way. */
    private static void push(Deque<Path> left, Path path) {
        for (int k = path.getNameCount() - 1; k >= 0; k--) {
            if (!path.getName(k).toString().equals(".") && !path.getName(k).toString().isEmpty()) {
                left.push(path.getName(k));
            }
        }
    }

    /** Something that is there: whose it is and who may write to it. */
    private record Place(Path path, int mode, int owner, UserPrincipal user, String ownerName, String groupName) {
        private static final int TYPE = 0170000;
        private static final int LINK = 0120000;

        /** What a folder is for us. */
        enum Use {
            /** A folder with a folder of ours in it. */
            ON_THE_WAY,
            /** What files are taken from, or a file. */
            TARGET
        }

        static Place of(Path path) throws IOException {
            Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,owner,group", LinkOption.NOFOLLOW_LINKS);
            UserPrincipal owner = (UserPrincipal) found.get("owner");
            return new Place(path, (int) found.get("mode"), (int) found.get("uid"), owner, owner.getName(),
                    ((UserPrincipal) found.get("group")).getName());
        }

        boolean isLink() {
            return (mode & TYPE) == LINK;
        }

        boolean isTrusted() throws IOException {
            return owner == ROOT || user.equals(User.current());
        }

        String problem(Use use) throws IOException {
            if (!isTrusted()) {
                return path + " belongs to " + ownerName;
            }
            boolean isSafe = use == Use.ON_THE_WAY && (mode & STICKY) != 0;
            if ((mode & OTHERS_WRITE) != 0 && !isSafe) {
                return "others may write to " + path;
            }
            // Where each user has a group of the same name, that is a group of one.
            if ((mode & GROUP_WRITES) != 0 && !isSafe && !groupName.equals(ownerName)) {
                return "the group " + groupName + " may write to " + path;
            }
            return null;
        }
    }

    /** The user of this process. */
    private static final class User {
        private static final Path PROCESS = Path.of("/proc/self");

        static UserPrincipal current() throws IOException {
            // The name of a user without an entry in the table of users is not known; the kernel knows the number.
            return Files.exists(PROCESS) ? Files.getOwner(PROCESS)
                    : FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty(
                            "user.name"));
        }
    }

    // ---- where there are lists of who may do what

    private static String onWindows(Path folder) throws IOException {
        AclFileAttributeView view = Files.exists(folder) ? Files.getFileAttributeView(folder, AclFileAttributeView.class)
                : null;
        if (view == null) {
            return null;
        }
        for (AclEntry entry : view.getAcl()) {
            String name = entry.principal().getName();
            if (entry.type() == AclEntryType.ALLOW && !Collections.disjoint(entry.permissions(), WRITING)
                    && EVERYBODY.stream().anyMatch(everybody -> name.endsWith(everybody) || ("\\" + name).endsWith(
                            everybody))) {
                return name + " may write to " + folder;
            }
        }
        return null;
    }
}
