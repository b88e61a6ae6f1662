/* The floor: a policy service that answers every request alike, with the fewest system calls there can be. What it does
 * not reach on one connection is the time in which the kernel wakes one process and then the other.
 * usage: echo PATH */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MOST 64
static const char answer[] = "action=prepend Received-SPF: Pass\n\n";

/* Answers the whole requests that were read; how many octets of the last are missing is of no interest here, as every
 * request arrives in one piece with those sent together with it. */
static int serve(int descriptor) {
  static char requests[1 << 16], answers[1 << 16];
  ssize_t count = read(descriptor, requests, sizeof requests - 1);
  if (count <= 0) return 0;
  requests[count] = 0;
  size_t length = 0;
  for (char *rest = requests; (rest = strstr(rest, "\n\n")); rest += 2) {
    memcpy(answers + length, answer, sizeof answer - 1);
    length += sizeof answer - 1;
  }
  return write(descriptor, answers, length) == (ssize_t)length;
}

int main(int count, char **arguments) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  struct pollfd open[MOST];
  int number = 1;
  if (count != 2) return 64;
  open[0].fd = socket(AF_UNIX, SOCK_STREAM, 0);
  open[0].events = POLLIN;
  strncpy(address.sun_path, arguments[1], sizeof address.sun_path - 1);
  unlink(arguments[1]);
  if (bind(open[0].fd, (struct sockaddr *)&address, sizeof address) || listen(open[0].fd, MOST)) return 1;
  for (;;) {
    if (poll(open, number, -1) < 0) return 1;
    for (int index = number - 1; index > 0; index--) {
      if (!open[index].revents || serve(open[index].fd)) continue;
      close(open[index].fd);
      open[index] = open[--number];
    }
    if (open[0].revents && number < MOST) {
      open[number].fd = accept(open[0].fd, NULL, NULL);
      open[number].events = POLLIN;
      open[number++].revents = 0;
    }
  }
}
