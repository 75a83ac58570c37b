"""`python -m kanim.simulators bank`: one simulator, without Kanim's command line."""

from kanim.simulators.commands import sim

if __name__ == "__main__":
    sim()
