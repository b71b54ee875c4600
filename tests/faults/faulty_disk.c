/* A disk that fails, or tells, on command: loaded before the program's own library of system calls.
 *
 * It heeds only files whose path begins with the prefix it was given. Armed, the k-th writing or syncing
 * call (and, if told so, every later one) fails with the error given. With a tape it writes down each call
 * with its bytes, so that any moment of the disk can be made again afterwards, power cuts included.
 * Built by faulty_disk.py where a C compiler is at hand; Linux only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static char prefix[PATH_MAX];
static size_t prefix_length;
static long fail_at, calls;
static int fail_with, fail_on, tape = -1;

#define REAL(name, result, ...)                                        \
    static result (*real)(__VA_ARGS__);                                \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

void faulty_watch(const char *path) {
    strncpy(prefix, path, sizeof prefix - 1);
    prefix_length = strlen(prefix);
}

void faulty_arm(long at, int error, int go_on) {
    calls = 0, fail_at = at, fail_with = error, fail_on = go_on;
}

long faulty_calls(void) { return calls; }

void faulty_tape(int descriptor) { tape = descriptor; }

static void all_of(const void *bytes, size_t length) {
    REAL("write", ssize_t, int, const void *, size_t);
    const char *at = bytes;
    while (length) {
        ssize_t done = real(tape, at, length);
        if (done < 0) abort();
        at += done, length -= (size_t)done;
    }
}

static void told(char what, const char *path, const char *other, int64_t offset, const void *bytes, uint64_t length) {
    if (tape < 0) return;
    uint32_t first = (uint32_t)strlen(path), second = other ? (uint32_t)strlen(other) : 0;
    all_of(&what, 1);
    all_of(&first, 4);
    all_of(&second, 4);
    all_of(&offset, 8);
    all_of(&length, 8);
    all_of(path, first);
    if (second) all_of(other, second);
    if (length) all_of(bytes, length);
}

void faulty_mark(int64_t number) { told('M', "", NULL, number, NULL, 0); }

static int watched(int descriptor, char *path) {
    char link[64];
    if (!prefix_length || descriptor == tape) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return !strncmp(path, prefix, prefix_length);
}

static int fails(void) {
    calls++;
    if (fail_at && (calls == fail_at || (fail_on && calls > fail_at))) {
        errno = fail_with;
        return 1;
    }
    return 0;
}

static ssize_t at_place(ssize_t (*real)(int, const void *, size_t, off_t), int fd, const void *bytes, size_t length,
                        off_t offset) {
    char path[PATH_MAX];
    if (!watched(fd, path)) return real(fd, bytes, length, offset);
    if (fails()) return -1;
    ssize_t done = real(fd, bytes, length, offset);
    if (done > 0) told('W', path, NULL, offset, bytes, (uint64_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    REAL("pwrite", ssize_t, int, const void *, size_t, off_t);
    return at_place(real, fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    REAL("pwrite64", ssize_t, int, const void *, size_t, off_t);
    return at_place(real, fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL("write", ssize_t, int, const void *, size_t);
    char path[PATH_MAX];
    if (!watched(fd, path)) return real(fd, bytes, length);
    if (fails()) return -1;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, bytes, length);
    if (done > 0) told('W', path, NULL, offset, bytes, (uint64_t)done);
    return done;
}

static int settled(int (*real)(int), int fd) {
    char path[PATH_MAX];
    if (!watched(fd, path)) return real(fd);
    if (fails()) return -1;
    int done = real(fd);
    if (!done) told('S', path, NULL, 0, NULL, 0);
    return done;
}

int fsync(int fd) {
    REAL("fsync", int, int);
    return settled(real, fd);
}

int fdatasync(int fd) {
    REAL("fdatasync", int, int);
    return settled(real, fd);
}

static int cut(int (*real)(int, off_t), int fd, off_t length) {
    char path[PATH_MAX];
    if (!watched(fd, path)) return real(fd, length);
    if (fails()) return -1;
    int done = real(fd, length);
    if (!done) told('T', path, NULL, length, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t length) {
    REAL("ftruncate", int, int, off_t);
    return cut(real, fd, length);
}

int ftruncate64(int fd, off_t length) {
    REAL("ftruncate64", int, int, off_t);
    return cut(real, fd, length);
}

static int heeded(const char *path, char *whole) {
    if (!prefix_length) return 0;
    if (path[0] == '/') strncpy(whole, path, PATH_MAX - 1), whole[PATH_MAX - 1] = 0;
    else if (!realpath(path, whole)) return 0;
    return !strncmp(whole, prefix, prefix_length);
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    char first[PATH_MAX], second[PATH_MAX];
    if (!heeded(from, first) || !heeded(to, second)) return real(from, to);
    if (fails()) return -1;
    int done = real(from, to);
    if (!done) told('R', first, second, 0, NULL, 0);
    return done;
}

int unlink(const char *path) {
    REAL("unlink", int, const char *);
    char whole[PATH_MAX];
    if (!heeded(path, whole)) return real(path);
    if (fails()) return -1;
    int done = real(path);
    if (!done) told('U', whole, NULL, 0, NULL, 0);
    return done;
}
