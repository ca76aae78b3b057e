// What only an election has, or only a vote by seats, is hidden elsewhere; without scripts all of it is there.
const form = document.getElementById("new-vote");
const turn = () => {
  for (const element of form.querySelectorAll("[data-decides]")) element.hidden = form.elements.decides.value !== element.dataset.decides;
  for (const element of form.querySelectorAll("[data-voters]")) element.hidden = form.elements.voters.value !== element.dataset.voters;
};
form.addEventListener("change", turn);
turn();
