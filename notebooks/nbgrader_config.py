"""nbgrader's settings for a course with these notebooks.

Copy this file into the course's folder, put the solved notebooks (target/notebooks-solved) into
source/ASSIGNMENT there, and use nbgrader as ever.
"""

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute


class ExecuteRust(Execute):
    """Runs a submission although a cell does not compile.

    evcxr's answer for such a cell lacks the error's name and text, which nbgrader reads; the error is
    among the cell's outputs all the same.
    """

    def on_cell_executed(self, cell, execute_reply, **kwargs):
        for output in cell.outputs:
            if output.output_type == "error":
                for part in ("ename", "evalue", "traceback"):
                    execute_reply["content"].setdefault(part, output[part])
        super().on_cell_executed(cell=cell, execute_reply=execute_reply, **kwargs)


c = get_config()  # noqa: F821

# An exercise is handed out with this in place of its solution; its check then says "Not solved yet".
c.ClearSolutions.code_stub = {"rust": "todo!()"}

steps = Autograde.autograde_preprocessors.default_args[0]
c.Autograde.autograde_preprocessors = [ExecuteRust if step is Execute else step for step in steps]

# A kernel's first cell may compile the library.
c.Execute.timeout = 600
c.Execute.startup_timeout = 120
