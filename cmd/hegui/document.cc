// `hegui completion` and `hegui man`: the command line told to shells and to man.
#include "commands.h"
#include "reference.h"
#include "terminal.h"

namespace hegui::cli {

int run_completion(const Completion& options, const Common&) {
  print(completion(options.shell, reference()));
  return 0;
}

int run_manual(const Manual&, const Common&) {
  print(manual(reference()));
  return 0;
}

}  // namespace hegui::cli
